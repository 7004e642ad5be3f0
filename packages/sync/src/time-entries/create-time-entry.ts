import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { conflict, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { checkWorkDate } from './check-work-date.ts';
import { enqueuedTimeEntry } from './enqueued-time-entry.ts';
import { readTimeEntry } from './read-time-entry.ts';

export interface NewTimeEntry {
  engagementId: string;
  /** `YYYY-MM-DD`, a date that exists. */
  workDate: string;
  minutes: number;
  notes?: string | undefined;
}

/** Logs hours on the talent's own accepted engagement, as a draft that Align is to have too (S1 "Sync Triggers"). */
export async function createTimeEntry(database: Database, actor: Actor, entry: NewTimeEntry) {
  return inTransaction(database, async (transaction) => {
    const engagement = await holdEngagement(transaction, actor, entry.engagementId);
    if (engagement === undefined) return notFound;
    if (engagement.status !== 'accepted') {
      return conflict(`hours are logged on accepted engagements; this one is ${engagement.status}`);
    }
    const invalid = await checkWorkDate(transaction, entry.workDate);
    if (invalid !== undefined) return invalid;
    const { tenantId, companyId, projectId, personId } = engagement;
    const row = { id: uuid(), tenantId, companyId, projectId, personId, ...entry };
    const intent = enqueuedTimeEntry(row, { entityType: 'time_entry', operation: 'upsert' });
    await transaction.insertInto('timeEntries').values(row).returning(intent.as('intentId')).execute();
    return readTimeEntry(transaction, actor, row.id);
  });
}

/** Keeps the engagement from ending before the entry is written, without making other entries wait. */
function holdEngagement(database: Database, actor: Actor, engagementId: string) {
  return database
    .selectFrom('engagements')
    .select(['tenantId', 'companyId', 'projectId', 'personId', 'status'])
    .where('id', '=', engagementId)
    .where('tenantId', '=', actor.tenantId)
    .where('personId', '=', actor.personId)
    .forShare()
    .executeTakeFirst();
}
