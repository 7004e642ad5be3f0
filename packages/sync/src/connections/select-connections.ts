import type { Database } from '@illumera/schema';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';

/** The connections that an actor may see, narrowed to one company where asked; undefined where it is not the actor's. */
export function selectConnections(database: Database, actor: Actor, companyId?: string) {
  const scope = companyScope(actor, companyId);
  if (scope === undefined) return undefined;
  return database.selectFrom('alignConnections').where((where) => where.and(given(scope)));
}
