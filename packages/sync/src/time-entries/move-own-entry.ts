import type { Database, DB } from '@illumera/schema';
import type { UpdateObject } from 'kysely';
import { type Conflict, type Done, done, type NotFound, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { refuseTransition } from './refuse-transition.ts';
import { type TimeEntryAction, type Transition, transitions } from './transitions.ts';

export interface Move {
  entryId: string;
  action: TimeEntryAction;
  values?: UpdateObject<DB, 'timeEntries'>;
}

export interface MovedEntry {
  id: string;
  tenantId: string;
  companyId: string;
}

/**
 * Applies an action to the talent's own entry by one conditional UPDATE, so that of two at once only one finds the status
 * it needs. Marks the entry as not in step with Align yet.
 */
export async function moveOwnEntry(
  database: Database,
  actor: Actor,
  { entryId, action, values = {} }: Move,
): Promise<Done<MovedEntry> | Conflict | NotFound> {
  const { from, to }: Transition = transitions[action];
  const moved = await database
    .updateTable('timeEntries')
    .set({ syncStatus: 'pending', syncError: null, ...values, ...(to === undefined ? {} : { status: to }) })
    .where((where) => where.and(ownEntry(actor, entryId)))
    .where('deletedAt', 'is', null)
    .where('status', 'in', from)
    .returning(['id', 'tenantId', 'companyId'])
    .executeTakeFirst();
  return moved === undefined ? explain(database, actor, { entryId, action }) : done(moved);
}

async function explain(database: Database, actor: Actor, { entryId, action }: Move) {
  const entry = await database
    .selectFrom('timeEntries')
    .select('status')
    .where((where) => where.and(ownEntry(actor, entryId)))
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return (entry && refuseTransition(action, entry.status)) ?? notFound;
}

function ownEntry(actor: Actor, entryId: string) {
  return { id: entryId, tenantId: actor.tenantId, personId: actor.personId ?? '' };
}
