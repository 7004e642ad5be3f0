import { type AlignEvent, timeEventData } from '@illumera/align-client';
import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { LinkScope } from '../../links/find-link.ts';
import { findLinkedEntity } from '../../links/find-linked-entity.ts';
import { writeLink } from '../../links/write-link.ts';
import { type HandlerOutcome, ignored } from '../delivery-outcome.ts';
import type { EventContext } from '../event-handler.ts';
import { fittingContent } from './fitting-content.ts';

/** How long an entry of Align's stands back while it might be one of ours whose answer is still out. */
const STAND_BACK_SECONDS = 5;

/**
 * Makes an entry of one that began in Align, for the person and project that Align names, with its link. While a create of
 * ours is under way the entry may be that one, so it waits; it is never matched by date and person.
 */
export async function importTimeEntry(
  transaction: Database,
  context: EventContext,
  status: TimeEntryStatus,
): Promise<HandlerOutcome> {
  const { scope, event, importMode } = context;
  if (importMode !== 'realtime') return ignored('entries that begin in Align come with reconciliation');
  if (!saysEnough(event)) return ignored(TOO_LITTLE);
  if (await isCreateUnderWay(transaction, scope)) {
    if (context.isOverdue) return ignored('it may be an entry of ours whose creation is still open');
    const reason = 'an entry of ours is being created in Align';
    return { kind: 'later', reason, afterSeconds: STAND_BACK_SECONDS };
  }
  return takeInEntry(transaction, context, status);
}

const TOO_LITTLE = 'it says too little of the entry';

function saysEnough(event: AlignEvent): boolean {
  const { minutes, workDate } = timeEventData(event);
  return event.entityId !== undefined && minutes !== undefined && workDate !== undefined;
}

/** Makes an entry, as importTimeEntry does, of one that is known to be none of ours. */
export async function takeInEntry(
  transaction: Database,
  context: EventContext,
  status: TimeEntryStatus,
): Promise<HandlerOutcome> {
  const { scope, event, occurredAt } = context;
  const alignId = event.entityId;
  const { minutes, workDate, projectId, userId } = timeEventData(event);
  if (alignId === undefined || minutes === undefined || workDate === undefined) return ignored(TOO_LITTLE);
  const engagement = await findEngagement(transaction, scope, { projectId, userId });
  if (engagement === undefined)
    return ignored('no accepted engagement of a linked person on a linked project');
  // There is none of ours yet: what cannot be held of it goes by Align's name, which is the same each time.
  const content = await fittingContent(transaction, context, { id: alignId, alignId });
  if (content.minutes === undefined) return ignored(`no day has ${minutes} minutes`);
  const id = uuid();
  const inserted = { ...content, minutes: content.minutes, workDate };
  await transaction
    .insertInto('timeEntries')
    .values({
      id,
      ...engagement,
      ...inserted,
      status,
      source: 'align',
      syncStatus: 'synced',
      alignOccurredAt: occurredAt,
    })
    .execute();
  await writeLink(transaction, scope, {
    externalType: 'time_entry',
    externalId: id,
    alignEntityType: 'time_entry',
    alignEntityId: alignId,
  });
  return { kind: 'applied' };
}

/** Whether an entry of ours was sent whose link is not written: Align may have made it. */
async function isCreateUnderWay(transaction: Database, scope: LinkScope): Promise<boolean> {
  const { rows } = await sql`
    select from align_sync_outbox intent
    where intent.tenant_id = ${scope.tenantId} and intent.company_id = ${scope.companyId}
      and intent.entity_family = 'time_entry' and intent.operation = 'upsert'
      and intent.status in ('pending', 'processing', 'failed') and intent.first_sent_at is not null
      and not exists (
        select from align_entity_links link
        where link.tenant_id = intent.tenant_id and link.company_id = intent.company_id
          and link.align_org_id = ${scope.alignOrgId}
          and link.external_type = 'time_entry' and link.external_id = intent.local_id
      )
    limit 1
  `.execute(transaction);
  return rows.length > 0;
}

/** The accepted engagement, by their Align ids, of a linked person on a linked project. */
export async function findEngagement(
  transaction: Database,
  scope: LinkScope,
  { projectId, userId }: { projectId: string | undefined; userId: string | undefined },
) {
  if (projectId === undefined || userId === undefined) return undefined;
  const project = await findLinkedEntity(transaction, scope, {
    externalType: 'project',
    alignEntityId: projectId,
  });
  if (project === undefined) return undefined;
  return transaction
    .selectFrom('alignEntityLinks as link')
    .innerJoin('personProfiles as person', 'person.userId', 'link.externalId')
    .innerJoin('engagements as engagement', 'engagement.personId', 'person.id')
    .select([
      'engagement.id as engagementId',
      'engagement.tenantId',
      'engagement.companyId',
      'engagement.projectId',
      'engagement.personId',
    ])
    .where('link.tenantId', '=', scope.tenantId)
    .where('link.companyId', '=', scope.companyId)
    .where('link.alignOrgId', '=', scope.alignOrgId)
    .where('link.externalType', '=', 'user')
    .where('link.alignEntityId', '=', userId)
    .where('engagement.tenantId', '=', scope.tenantId)
    .where('engagement.companyId', '=', scope.companyId)
    .where('engagement.projectId', '=', project)
    .where('engagement.status', '=', 'accepted')
    .orderBy('engagement.id')
    .limit(1)
    .executeTakeFirst();
}
