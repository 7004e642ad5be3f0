import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';
import { flagAdjustments } from '../../time-entries/flag-adjustments.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { atOnce } from '../at-once.ts';
import { isUnsettled } from '../findings/is-unsettled.ts';
import { recordChange } from '../record-change.ts';
import type { HeldRun } from '../run.ts';

const RESTORED_AT_ONCE = 4;

/**
 * Gives back entries that a run deleted because Align did not show them, where this run has seen them since. What people
 * deleted, or Align by its event, stays deleted. How they are at Align is for the next comparison.
 */
export async function restoreDeleted(database: Database, run: HeldRun): Promise<void> {
  const entries = await findWrongly(database, run);
  await atOnce(entries, RESTORED_AT_ONCE, ({ id }) =>
    database.transaction().execute((transaction) => restore(transaction, run, id)),
  );
}

async function restore(transaction: Database, run: HeldRun, entryId: string): Promise<void> {
  await lockEntryFamily(transaction, entryId);
  const held = transaction.selectFrom('timeEntries').select('id').where('id', '=', entryId);
  await held.forUpdate().executeTakeFirst();
  const [entry] = await findWrongly(transaction, run, entryId);
  if (entry === undefined) return;
  await transaction.updateTable('timeEntries').set({ deletedAt: null }).where('id', '=', entryId).execute();
  await recordChange(transaction, run, {
    externalType: 'time_entry',
    externalId: entryId,
    before: { status: entry.status, isDeleted: true },
    after: { status: entry.status },
  });
  const { tenantId, companyId, connectionId } = run;
  await flagAdjustments(transaction, { tenantId, companyId, connectionId, entryId });
}

async function findWrongly(
  database: Database,
  run: HeldRun,
  entryId?: string,
): Promise<{ id: string; status: TimeEntryStatus }[]> {
  const isWanted = entryId === undefined ? sql`true` : sql`id = ${entryId}`;
  const { rows } = await sql<{ id: string; status: TimeEntryStatus }>`
    -- First the few that are deleted: joined in another order, all that was read is looked up.
    with entry as materialized (
      select id, tenant_id, status, updated_at, deleted_at from time_entries
      where tenant_id = ${run.tenantId} and company_id = ${run.companyId} and deleted_at is not null and ${isWanted}
    )
    select entry.id, entry.status
    from entry
    join align_entity_links link on link.tenant_id = entry.tenant_id and link.company_id = ${run.companyId}
      and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry' and link.external_id = entry.id
    join align_reconciliation_rows staged on staged.run_id = ${run.id} and staged.kind = 'time_entry'
      and staged.remote_id = link.align_entity_id
    where entry.updated_at < staged.fetched_at
      and exists (
        select from align_reconciliation_changes change
        where change.tenant_id = entry.tenant_id and change.external_type = 'time_entry'
          and change.external_id = entry.id and change.after is null and change.changed_at >= entry.deleted_at
      )
      and not exists (
        select from align_webhook_deliveries delivery
        where delivery.company_id = ${run.companyId} and delivery.entity_id = link.align_entity_id
          and delivery.event_name = 'time.deleted'
      )
      and not ${isUnsettled(run, { type: sql`'time_entry'`, id: sql`entry.id` })}
    order by entry.id
  `.execute(database);
  return rows;
}
