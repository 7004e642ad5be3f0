import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { ownedBy } from '../listing/owned-by.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { connectionColumns } from './connection-columns.ts';
import { withHealth } from './health/connection-health.ts';

export interface ConnectionFilter extends PageRequest {
  companyId?: string | undefined;
}

/** Lists the connections of companies that the actor administers, past ones included. */
export async function listConnections(database: Database, actor: Actor, filter: ConnectionFilter) {
  const scope = await companyScope(database, actor, filter.companyId);
  if (scope === undefined) return notFound;
  const query = database.selectFrom('alignConnections').select(connectionColumns);
  const of = ownedBy('alignConnections', scope);
  const page = await fetchPage(database, { query, table: 'alignConnections', time: 'createdAt', of }, filter);
  if (page.kind !== 'done') return page;
  return done({ ...page.value, data: await withHealth(database, page.value.data) });
}
