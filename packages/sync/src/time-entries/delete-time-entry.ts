import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { done } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { enqueueTimeEntry } from './enqueue-time-entry.ts';
import { flagAdjustments } from './flag-adjustments.ts';
import { moveOwnEntry } from './move-own-entry.ts';

/** Deletes the talent's own draft, softly: the row stays and is shown nowhere. */
export async function deleteTimeEntry(database: Database, actor: Actor, entryId: string) {
  return inTransaction(database, async (transaction) => {
    const values = { deletedAt: sql<Date>`now()` };
    const moved = await moveOwnEntry(transaction, actor, { entryId, action: 'delete', values });
    if (moved.kind !== 'done') return moved;
    await enqueueTimeEntry(transaction, moved.value, { entityType: 'time_entry', operation: 'delete' });
    await flagAdjustments(transaction, { ...moved.value, entryId });
    return done(undefined);
  });
}
