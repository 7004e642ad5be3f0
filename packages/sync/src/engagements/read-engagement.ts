import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { selectEngagements } from './select-engagements.ts';

/** Reads an engagement of the actor's company, or the talent's own. */
export async function readEngagement(database: Database, actor: Actor, engagementId: string) {
  const engagement = await selectEngagements(database, actor)
    .where('engagements.id', '=', engagementId)
    .executeTakeFirst();
  return engagement === undefined ? notFound : done(engagement);
}
