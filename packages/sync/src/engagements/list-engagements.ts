import type { Database, EngagementStatus } from '@illumera/schema';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { selectEngagements } from './select-engagements.ts';

export interface EngagementFilter extends PageRequest {
  status?: EngagementStatus | undefined;
  projectId?: string | undefined;
}

/** Lists the engagements of the actor's company, or the talent's own. */
export async function listEngagements(database: Database, actor: Actor, filter: EngagementFilter) {
  const query = selectEngagements(database, actor).where((where) =>
    where.and(given({ 'engagements.status': filter.status, 'engagements.projectId': filter.projectId })),
  );
  return fetchPage(query, 'engagements', filter);
}
