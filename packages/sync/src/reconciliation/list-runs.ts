import {
  type Database,
  type ReconciliationScope,
  type ReconciliationState,
  reconciliationScopes,
  reconciliationStates,
} from '@illumera/schema';
import { sql } from 'kysely';
import { notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { ownedBy } from '../listing/owned-by.ts';
import type { Period } from '../listing/period.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';

export interface RunFilter extends PageRequest, Period {
  companyId?: string | undefined;
  status?: ReconciliationState | undefined;
  scope?: ReconciliationScope | undefined;
}

/** Lists runs of reconciliation, by the time they were asked for. */
export async function listRuns(database: Database, actor: Actor, filter: RunFilter) {
  const scope = await companyScope(database, actor, filter.companyId);
  if (scope === undefined) return notFound;
  const query = database
    .selectFrom('alignReconciliationRuns')
    .select([
      'id',
      'companyId',
      'connectionId',
      'scope',
      'state',
      'step',
      'rowsRead',
      sql<Record<string, Record<string, number>>>`counts`.as('counts'),
      'gaps',
      'requestedBy',
      'createdAt',
      'startedAt',
      'finishedAt',
    ]);
  const among = { scope: filter.scope ?? reconciliationScopes, state: filter.status ?? reconciliationStates };
  return fetchPage(
    database,
    {
      query,
      table: 'alignReconciliationRuns',
      time: 'createdAt',
      of: ownedBy('alignReconciliationRuns', scope),
      among,
      period: filter,
    },
    filter,
  );
}
