import type { Database, TimeEntryStatus } from '@illumera/schema';
import { type SqlBool, sql } from 'kysely';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import { resolveDiscrepancy } from '../../discrepancies/resolve-discrepancy.ts';
import { type DeliveryOutcome, refused } from '../delivery-outcome.ts';
import { MAX_EVENT_AGE_MS } from '../delivery-policy.ts';
import type { EventContext, LinkedEntity } from '../event-handler.ts';
import { deletableStatuses } from '../status-by-event.ts';
import { lockEntry } from './lock-entry.ts';

/**
 * Brings an entry's deletion in line with all that Align said of it so far, so that the end is the same in whichever order
 * the events came: what was a draft, submitted or rejected when Align deleted it is deleted here; hours that count already
 * are kept, and the difference is a critical discrepancy.
 * @returns undefined where Align has not deleted the entry, or did something newer with it
 */
export async function applyDeletion(
  transaction: Database,
  context: EventContext,
  entity: LinkedEntity,
): Promise<DeliveryOutcome | undefined> {
  const deletedAt = await findDeletion(transaction, context, entity);
  if (deletedAt === undefined) return undefined;
  const entry = await lockEntry(transaction, context, entity);
  if (entry === undefined) return undefined;
  const moved = entry.alignOccurredAt;
  const difference = {
    tenantId: context.scope.tenantId,
    companyId: context.scope.companyId,
    projectId: entry.projectId,
    field: 'time_entry.deleted',
    externalType: 'time_entry',
    externalId: entity.id,
  };
  const keep = moved !== null && moved > deletedAt;
  if (!keep && isDeletable(entry.status)) {
    await setDeleted(transaction, entity, sql<Date>`coalesce(deleted_at, now())`);
    await resolveDiscrepancy(transaction, difference);
    return { kind: 'applied' };
  }
  await setDeleted(transaction, entity, null);
  if (keep) {
    await resolveDiscrepancy(transaction, difference);
    return undefined;
  }
  await recordDiscrepancy(transaction, {
    ...difference,
    connectionId: context.connectionId,
    illumeraValue: entry.status,
    alignValue: 'deleted',
    severity: 'critical',
  });
  return refused(`Align deleted an entry that is ${entry.status}`);
}

/** When Align last deleted the entry, by the events that came in time. */
async function findDeletion(
  transaction: Database,
  { scope }: EventContext,
  { alignId }: LinkedEntity,
): Promise<Date | undefined> {
  const row = await transaction
    .selectFrom('alignWebhookDeliveries')
    .select(sql<Date | null>`max(coalesce(occurred_at, received_at))`.as('at'))
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('entityId', '=', alignId)
    .where('eventName', '=', 'time.deleted')
    .where(
      sql<SqlBool>`coalesce(occurred_at >= received_at - make_interval(secs => ${MAX_EVENT_AGE_MS / 1000}), true)`,
    )
    .executeTakeFirst();
  return row?.at ?? undefined;
}

async function setDeleted(
  transaction: Database,
  { id }: LinkedEntity,
  deletedAt: ReturnType<typeof sql<Date>> | null,
) {
  await transaction
    .updateTable('timeEntries')
    .set({ deletedAt, syncStatus: 'synced', syncError: null })
    .where('id', '=', id)
    .execute();
}

const isDeletable = (status: TimeEntryStatus) => deletableStatuses.some((deletable) => deletable === status);
