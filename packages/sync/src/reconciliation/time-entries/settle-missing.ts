import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { deletableStatuses } from '../../deliveries/status-by-event.ts';
import { lockLink } from '../../links/lock-link.ts';
import { flagAdjustments } from '../../time-entries/flag-adjustments.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { recordChange } from '../record-change.ts';
import { recordFinding } from '../record-finding.ts';
import type { HeldRun } from '../run.ts';
import { DELETED, type GoneEntry } from './confirm-missing.ts';
import { findMissing } from './find-missing.ts';
import type { WatchedProject } from './find-projects.ts';

/**
 * Does what the event of its deletion would have done (S1 "time.deleted"): an entry whose hours do not count yet is deleted
 * here too, once Align has let go of its link; any other is kept, and the difference is for people to judge.
 */
export async function settleMissing(
  database: Database,
  run: HeldRun,
  { gone, projects }: { gone: GoneEntry; projects: readonly WatchedProject[] },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await lockLink(transaction, `${run.companyId}/${gone.alignId}`);
    await lockEntryFamily(transaction, gone.id);
    await transaction
      .selectFrom('timeEntries')
      .select('id')
      .where('id', '=', gone.id)
      .forUpdate()
      .executeTakeFirst();
    const [entry] = await findMissing(transaction, run, { projects, entryId: gone.id });
    if (entry === undefined) return;
    const isDeletable = deletableStatuses.some((deletable) => deletable === entry.status);
    if (isDeletable && !gone.isLinked) await deleteEntry(transaction, run, gone);
    else await flagEntry(transaction, run, { ...entry, isLinked: gone.isLinked });
  });
}

async function deleteEntry(transaction: Database, run: HeldRun, { id, status }: GoneEntry): Promise<void> {
  const { tenantId, companyId, connectionId } = run;
  await transaction
    .updateTable('timeEntries')
    .set({
      deletedAt: sql<Date>`now()`,
      alignOccurredAt: sql<Date>`now()`,
      syncStatus: 'synced',
      syncError: null,
    })
    .where('id', '=', id)
    .execute();
  await flagAdjustments(transaction, { tenantId, companyId, connectionId, entryId: id });
  await recordChange(transaction, run, {
    externalType: 'time_entry',
    externalId: id,
    before: { status },
    after: null,
  });
}

async function flagEntry(transaction: Database, run: HeldRun, entry: GoneEntry): Promise<void> {
  const { id, projectId, status, isLinked } = entry;
  await recordFinding(transaction, run, {
    field: 'time_entry.deleted',
    projectId,
    externalType: 'time_entry',
    externalId: id,
    illumeraValue: status,
    alignValue: isLinked ? 'not listed' : DELETED,
    severity: deletableStatuses.some((deletable) => deletable === status) ? 'warning' : 'critical',
  });
}
