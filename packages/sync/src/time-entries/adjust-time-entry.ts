import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { conflict, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { enqueuedTimeEntry } from './enqueued-time-entry.ts';
import { lockEntryFamily } from './lock-entry-family.ts';
import { readTimeEntry } from './read-time-entry.ts';
import { refuseTransition } from './refuse-transition.ts';

export interface Adjustment {
  entryId: string;
  minutes: number;
  /** The rejected entry's own where absent. */
  notes?: string | undefined;
}

/**
 * Replaces the talent's own rejected entry by a corrected draft that refers to it (S2 "Handling rejections"). While one
 * correction is drafted, waits, or has been approved there cannot be another, or the same hours would count twice.
 */
export async function adjustTimeEntry(database: Database, actor: Actor, adjustment: Adjustment) {
  const { entryId, minutes, notes } = adjustment;
  return inTransaction(database, async (transaction) => {
    const family = await lockEntryFamily(transaction, entryId);
    const rejected = await findOwnEntry(transaction, actor, entryId);
    if (rejected === undefined) return notFound;
    const refusal = refuseTransition('adjust', rejected.status);
    if (refusal !== undefined) return refusal;
    const live = family.find((member) => member.status !== 'rejected');
    if (live !== undefined) {
      return conflict(`entry ${live.id} stands for these hours already; it is ${live.status}`);
    }
    const { status: _, ...copied } = rejected;
    const row = {
      ...copied,
      id: uuid(),
      minutes,
      notes: notes ?? rejected.notes,
      isAdjustment: true,
      adjustsEntryId: entryId,
    };
    const intent = enqueuedTimeEntry(row, { entityType: 'time_entry', operation: 'upsert' });
    await transaction.insertInto('timeEntries').values(row).returning(intent.as('intentId')).execute();
    return readTimeEntry(transaction, actor, row.id);
  });
}

function findOwnEntry(database: Database, actor: Actor, entryId: string) {
  return database
    .selectFrom('timeEntries')
    .select(['tenantId', 'companyId', 'projectId', 'engagementId', 'personId', 'workDate', 'notes', 'status'])
    .where('id', '=', entryId)
    .where('tenantId', '=', actor.tenantId)
    .where('personId', '=', actor.personId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
}
