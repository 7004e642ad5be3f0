import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { selectTimeEntries } from './select-time-entries.ts';

/** Reads an entry that the actor may see. */
export async function readTimeEntry(database: Database, actor: Actor, entryId: string) {
  const entry = await selectTimeEntries(database, actor)
    .where('timeEntries.id', '=', entryId)
    .executeTakeFirst();
  return entry === undefined ? notFound : done(entry);
}
