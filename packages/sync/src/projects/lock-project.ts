import type { Database } from '@illumera/schema';
import type { Actor } from '../people/actor.ts';
import { rowScope } from '../people/row-scope.ts';

/**
 * Finds a project of the actor's company and holds its row until the transaction ends, so that a change of its slots and
 * its activation cannot miss each other.
 */
export async function lockProject(database: Database, actor: Actor, projectId: string) {
  const { tenantId, companyId } = rowScope(actor);
  if (companyId === undefined) return undefined;
  return database
    .selectFrom('projects')
    .select(['id', 'tenantId', 'companyId', 'status'])
    .where('id', '=', projectId)
    .where('tenantId', '=', tenantId)
    .where('companyId', '=', companyId)
    .forUpdate()
    .executeTakeFirst();
}
