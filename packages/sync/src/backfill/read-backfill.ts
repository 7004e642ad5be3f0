import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { presentBackfill, selectBackfills } from './select-backfills.ts';

/** Tells how far a backfill of a company that the actor administers has come. */
export async function readBackfill(database: Database, actor: Actor, backfillId: string) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  const backfill = await selectBackfills(database)
    .where((where) => where.and(given({ ...scope, id: backfillId })))
    .executeTakeFirst();
  return backfill === undefined ? notFound : done(presentBackfill(backfill));
}
