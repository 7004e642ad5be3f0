import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { connectionColumns } from './connection-columns.ts';
import { withHealth } from './health/connection-health.ts';

/** Reads a connection of a company that the actor administers. */
export async function readConnection(database: Database, actor: Actor, connectionId: string) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  const connection = await database
    .selectFrom('alignConnections')
    .select(connectionColumns)
    .where((where) => where.and(given(scope)))
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (connection === undefined) return notFound;
  const [withItsHealth] = await withHealth(database, [connection]);
  return withItsHealth === undefined ? notFound : done(withItsHealth);
}
