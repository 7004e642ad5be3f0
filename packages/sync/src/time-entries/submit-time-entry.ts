import type { Database } from '@illumera/schema';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { enqueueTimeEntry } from './enqueue-time-entry.ts';
import { moveOwnEntry } from './move-own-entry.ts';
import { readTimeEntry } from './read-time-entry.ts';

/** Submits the talent's own draft for approval in Align (S1 "Sync Triggers"). */
export async function submitTimeEntry(database: Database, actor: Actor, entryId: string) {
  return inTransaction(database, async (transaction) => {
    const moved = await moveOwnEntry(transaction, actor, { entryId, action: 'submit' });
    if (moved.kind !== 'done') return moved;
    await enqueueTimeEntry(transaction, moved.value, {
      entityType: 'time_entry_submit',
      operation: 'upsert',
    });
    return readTimeEntry(transaction, actor, entryId);
  });
}
