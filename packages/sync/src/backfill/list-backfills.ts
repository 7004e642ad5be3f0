import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { emptyPage } from '../listing/empty-page.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { isAmong } from '../listing/is-among.ts';
import { having, ownedBy } from '../listing/owned-by.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { presentBackfill, selectBackfills } from './select-backfills.ts';

export interface BackfillFilter extends PageRequest {
  companyId?: string | undefined;
  connectionId?: string | undefined;
}

/** Lists backfills of companies that the actor administers, with how far each has come. */
export async function listBackfills(database: Database, actor: Actor, filter: BackfillFilter) {
  const { companyId, connectionId } = filter;
  const scope = await companyScope(database, actor, companyId);
  if (scope === undefined) return notFound;
  const isNobodys =
    connectionId !== undefined &&
    !(await isAmong(database, 'alignConnections', { ...scope, id: connectionId }));
  if (isNobodys) return emptyPage;
  const query = selectBackfills(database);
  const of =
    connectionId === undefined
      ? ownedBy('alignBackfills', scope)
      : having('alignBackfills.connectionId', connectionId);
  const page = await fetchPage(database, { query, table: 'alignBackfills', time: 'createdAt', of }, filter);
  return page.kind === 'done' ? done({ ...page.value, data: page.value.data.map(presentBackfill) }) : page;
}
