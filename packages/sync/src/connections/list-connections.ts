import type { Database } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import type { Actor } from '../people/actor.ts';
import { connectionColumns } from './connection-columns.ts';
import { selectConnections } from './select-connections.ts';

export interface ConnectionFilter extends PageRequest {
  companyId?: string | undefined;
}

/** Lists the connections of companies that the actor administers, past ones included. */
export async function listConnections(database: Database, actor: Actor, filter: ConnectionFilter) {
  const query = selectConnections(database, actor, filter.companyId)?.select(connectionColumns);
  return query === undefined ? notFound : fetchPage(query, 'alignConnections', filter);
}
