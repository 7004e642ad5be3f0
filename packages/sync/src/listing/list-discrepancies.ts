import { type Database, type DiscrepancyState, discrepancyStates } from '@illumera/schema';
import { notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { fetchPage, type PageRequest } from './fetch-page.ts';
import { ownedBy, ownedWith } from './owned-by.ts';
import type { Period } from './period.ts';

export interface DiscrepancyFilter extends PageRequest, Period {
  companyId?: string | undefined;
  state?: DiscrepancyState | undefined;
  /** The same as `state`. */
  status?: DiscrepancyState | undefined;
  field?: string | undefined;
}

/** What callers see of a difference. */
export const discrepancyColumns = [
  'id',
  'companyId',
  'projectId',
  'field',
  'externalType',
  'externalId',
  'illumeraValue',
  'alignValue',
  'severity',
  'state',
  'note',
  'timesSeen',
  'detectedAt',
  'lastSeenAt',
] as const;

/** Lists where the two sides differ (S2 "Reconciliation discrepancies"), by the time it was first seen. */
export async function listDiscrepancies(database: Database, actor: Actor, filter: DiscrepancyFilter) {
  const scope = await companyScope(database, actor, filter.companyId);
  if (scope === undefined) return notFound;
  const query = database.selectFrom('alignReconciliationLog').select(discrepancyColumns);
  const { field } = filter;
  const of =
    field === undefined
      ? ownedBy('alignReconciliationLog', scope)
      : ownedWith('alignReconciliationLog', scope, ['field', field]);
  const among = { state: filter.state ?? filter.status ?? discrepancyStates };
  return fetchPage(
    database,
    { query, table: 'alignReconciliationLog', time: 'detectedAt', of, among, period: filter },
    filter,
  );
}
