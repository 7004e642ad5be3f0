import type { Database, TimeEntryStatus } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { selectTimeEntries } from './select-time-entries.ts';

export interface TimeEntryFilter extends PageRequest {
  companyId?: string | undefined;
  projectId?: string | undefined;
  engagementId?: string | undefined;
  status?: TimeEntryStatus | undefined;
}

/** Lists the entries that the actor may see. */
export async function listTimeEntries(database: Database, actor: Actor, filter: TimeEntryFilter) {
  const mayAsk =
    actor.role === 'talent' || (await companyScope(database, actor, filter.companyId)) !== undefined;
  if (!mayAsk) return notFound;
  const query = selectTimeEntries(database, actor).where((where) =>
    where.and(
      given({
        'timeEntries.companyId': filter.companyId,
        'timeEntries.projectId': filter.projectId,
        'timeEntries.engagementId': filter.engagementId,
        'timeEntries.status': filter.status,
      }),
    ),
  );
  return fetchPage(query, 'timeEntries', filter);
}
