import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';
import { deletableStatuses } from '../../deliveries/status-by-event.ts';
import { lockLink } from '../../links/lock-link.ts';
import { flagAdjustments } from '../../time-entries/flag-adjustments.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { recordChanges } from '../record-change.ts';
import { recordFinding } from '../record-finding.ts';
import type { HeldRun } from '../run.ts';
import { DELETED } from './confirm-missing.ts';
import { findMissing, type MissingEntry } from './find-missing.ts';
import type { WatchedProject } from './find-projects.ts';
import { holdEntries } from './hold-entries.ts';

/** An entry that Align does not have, as far as it can be asked. */
export interface GoneEntry {
  id: string;
  alignId: string;
  /** Whether Align still names it in its integration links. */
  isLinked: boolean;
}

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
    const [entry] = await findMissing(transaction, run, { projects, entryIds: [gone.id] });
    if (entry === undefined) return;
    if (isToBeDeleted({ ...entry, isLinked: gone.isLinked })) {
      await deleteEntries(transaction, run, [entry]);
      const { tenantId, companyId, connectionId } = run;
      await flagAdjustments(transaction, { tenantId, companyId, connectionId, entryId: entry.id });
    } else await flagEntry(transaction, run, { ...entry, isLinked: gone.isLinked });
  });
}

/**
 * The same for several, of which those that are to be deleted and that nothing else bears on go at once.
 * @returns those that are to be settled one by one
 */
export function settleMissingTogether(
  database: Database,
  run: HeldRun,
  { gone, projects }: { gone: readonly GoneEntry[]; projects: readonly WatchedProject[] },
): Promise<GoneEntry[]> {
  return database.transaction().execute(async (transaction) => {
    const plain = await holdEntries(transaction, run.companyId, gone);
    const still = await findMissing(transaction, run, { projects, entryIds: gone.map(({ id }) => id) });
    const linkedIds = new Set(gone.flatMap(({ id, isLinked }) => (isLinked ? [id] : [])));
    const deletable = still.filter(
      (entry) => plain.has(entry.id) && isToBeDeleted({ ...entry, isLinked: linkedIds.has(entry.id) }),
    );
    await deleteEntries(transaction, run, deletable);
    const deletedIds = new Set(deletable.map(({ id }) => id));
    return gone.filter(({ id }) => !deletedIds.has(id));
  });
}

const isDeletable = (status: TimeEntryStatus): boolean =>
  deletableStatuses.some((deletable) => deletable === status);

const isToBeDeleted = ({ status, isLinked }: MissingEntry & GoneEntry): boolean =>
  isDeletable(status) && !isLinked;

async function deleteEntries(
  transaction: Database,
  run: HeldRun,
  entries: readonly MissingEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update time_entries set deleted_at = now(), align_occurred_at = now(), sync_status = 'synced', sync_error = null
    where id = any(${entries.map(({ id }) => id)}::text[])
  `.execute(transaction);
  const changes = entries.map(({ id, status }) => ({ externalId: id, before: { status }, after: null }));
  await recordChanges(
    transaction,
    run,
    changes.map((change) => ({ externalType: 'time_entry', ...change })),
  );
}

async function flagEntry(
  transaction: Database,
  run: HeldRun,
  entry: MissingEntry & GoneEntry,
): Promise<void> {
  const { id, projectId, status, isLinked } = entry;
  await recordFinding(transaction, run, {
    field: 'time_entry.deleted',
    projectId,
    externalType: 'time_entry',
    externalId: id,
    illumeraValue: status,
    alignValue: isLinked ? 'not listed' : DELETED,
    severity: isDeletable(status) ? 'warning' : 'critical',
  });
}
