import type { Database } from '@illumera/schema';
import { inTransaction } from '../in-transaction.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { checkWorkDate } from './check-work-date.ts';
import { enqueueTimeEntry } from './enqueue-time-entry.ts';
import { moveOwnEntry } from './move-own-entry.ts';
import { readTimeEntry } from './read-time-entry.ts';

export interface TimeEntryChange {
  entryId: string;
  /** `YYYY-MM-DD`, a date that exists. */
  workDate?: string | undefined;
  minutes?: number | undefined;
  notes?: string | null | undefined;
}

/** Changes the talent's own draft; a change of nothing sends nothing. */
export async function updateTimeEntry(
  database: Database,
  actor: Actor,
  { entryId, ...change }: TimeEntryChange,
) {
  const values = given(change);
  return inTransaction(database, async (transaction) => {
    if (Object.keys(values).length > 0) {
      const invalid = change.workDate && (await checkWorkDate(transaction, change.workDate));
      if (invalid) return invalid;
      const moved = await moveOwnEntry(transaction, actor, { entryId, action: 'change', values });
      if (moved.kind !== 'done') return moved;
      await enqueueTimeEntry(transaction, moved.value, { entityType: 'time_entry', operation: 'upsert' });
    }
    return readTimeEntry(transaction, actor, entryId);
  });
}
