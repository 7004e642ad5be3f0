import { timeEntryStatuses } from '@illumera/schema';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { takeInEntry } from '../../deliveries/handlers/import-time-entry.ts';
import { findLinkedEntity } from '../../links/find-linked-entity.ts';
import { lockBothNames, lockLink } from '../../links/lock-link.ts';
import { writeLink } from '../../links/write-link.ts';
import type { Gap } from '../gap.ts';
import { recordChange } from '../record-change.ts';
import type { HeldRun } from '../run.ts';
import { scopeOfRun } from '../scope-of-run.ts';
import type { StepContext } from '../step.ts';
import { asEvent } from './as-event.ts';
import { type AskedLink, askLink } from './ask-link.ts';
import { MAX_ASKED, type UnknownEntry } from './find-unknown.ts';

/** `linked`: it is one of ours that had lost its link. `left`: it is not for us, or it cannot be judged yet. */
export type Import = { kind: 'imported' | 'linked' | 'left' } | Gap;

/**
 * Takes over an entry that began in Align as its event would have (S1 "time.logged"), unless Align's integration links say
 * that it is one of ours.
 * @param ask finds out what Align links to an entry of ours; default: by asking it
 * @throws as readPart does
 */
export async function importEntry(
  context: StepContext,
  unknown: UnknownEntry,
  ask: (entryId: string) => Promise<AskedLink> = (entryId) => askLink(context, entryId),
): Promise<Import> {
  const { database, run } = context;
  if (unknown.unlinkedIds.length > MAX_ASKED) return { kind: 'left' };
  for (const entryId of unknown.unlinkedIds) {
    const link = await ask(entryId);
    if (link.kind === 'gap') return link;
    if (link.kind === 'link' && link.alignId === unknown.alignId) {
      return database
        .transaction()
        .execute((transaction) => restoreLink(transaction, run, { unknown, entryId }));
    }
  }
  return database.transaction().execute((transaction) => takeOver(transaction, run, unknown));
}

async function restoreLink(
  transaction: Database,
  run: HeldRun,
  { unknown, entryId }: { unknown: UnknownEntry; entryId: string },
): Promise<Import> {
  const scope = scopeOfRun(run);
  const link = { ...linkOf(unknown), externalId: entryId };
  await lockBothNames(transaction, scope, [link]);
  // Somebody else may have linked it since it was looked up.
  if ((await findLinkedEntity(transaction, scope, link)) !== undefined) return { kind: 'left' };
  const isNew = await writeLink(transaction, scope, link);
  if (!isNew) return { kind: 'left' };
  await recordChange(transaction, run, {
    externalType: 'time_entry',
    externalId: entryId,
    before: { alignId: null },
    after: { alignId: unknown.alignId },
  });
  return { kind: 'linked' };
}

async function takeOver(transaction: Database, run: HeldRun, unknown: UnknownEntry): Promise<Import> {
  const { alignId, there, fetchedAt } = unknown;
  const status = timeEntryStatuses.find((known) => known === there.status);
  if (status === undefined) return { kind: 'left' };
  await lockLink(transaction, `${run.companyId}/${alignId}`);
  if ((await findLinkedEntity(transaction, scopeOfRun(run), linkOf(unknown))) !== undefined)
    return { kind: 'left' };
  if (await mayBeDeleted(transaction, run, { projectId: there.projectId, since: fetchedAt }))
    return { kind: 'left' };
  const event = asEvent(run, { alignId, occurredAt: fetchedAt, data: there });
  const outcome = await takeInEntry(transaction, event, status);
  const externalId = await findLinkedEntity(transaction, scopeOfRun(run), linkOf(unknown));
  if (outcome.kind !== 'applied' || externalId === undefined) return { kind: 'left' };
  await recordChange(transaction, run, {
    externalType: 'time_entry',
    externalId,
    before: null,
    after: there,
  });
  return { kind: 'imported' };
}

/** Whether one of ours on that project of Align's was being deleted since then: its link goes with it. */
export async function mayBeDeleted(
  transaction: Database,
  run: HeldRun,
  { projectId, since }: { projectId: string; since: Date },
): Promise<boolean> {
  const { rows } = await sql`
    select from align_sync_outbox intent
    join time_entries entry on entry.tenant_id = intent.tenant_id and entry.id = intent.local_id
    join align_entity_links project on project.tenant_id = entry.tenant_id and project.external_id = entry.project_id
    where intent.tenant_id = ${run.tenantId} and intent.company_id = ${run.companyId}
      and intent.entity_family = 'time_entry' and intent.operation = 'delete'
      and (intent.status <> 'done' or intent.settled_at >= ${since})
      and project.company_id = ${run.companyId} and project.align_org_id = ${run.alignOrgId}
      and project.external_type = 'project' and project.align_entity_id = ${projectId}
    limit 1
  `.execute(transaction);
  return rows.length > 0;
}

const linkOf = ({ alignId }: UnknownEntry) =>
  ({ externalType: 'time_entry', alignEntityType: 'time_entry', alignEntityId: alignId }) as const;
