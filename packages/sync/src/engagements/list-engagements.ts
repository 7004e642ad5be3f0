import { type Database, type EngagementStatus, engagementStatuses } from '@illumera/schema';
import type { RawBuilder } from 'kysely';
import { emptyPage } from '../listing/empty-page.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { isAmong } from '../listing/is-among.ts';
import { having, ofPerson, ownedBy } from '../listing/owned-by.ts';
import type { Actor } from '../people/actor.ts';
import { type RowScope, rowScope } from '../people/row-scope.ts';
import { presentEngagements } from './select-engagements.ts';

export interface EngagementFilter extends PageRequest {
  status?: EngagementStatus | undefined;
  projectId?: string | undefined;
}

/** Lists the engagements of the actor's company, or the talent's own. */
export async function listEngagements(database: Database, actor: Actor, filter: EngagementFilter) {
  const of = await ownerOf(database, rowScope(actor), filter.projectId);
  if (of === undefined) return emptyPage;
  const query = presentEngagements(database);
  const among = { status: filter.status ?? engagementStatuses };
  return fetchPage(database, { query, table: 'engagements', time: 'createdAt', of, among }, filter);
}

/** What a project's, a person's or a company's are found by; undefined where there is none such. */
async function ownerOf(
  database: Database,
  { personId, ...scope }: RowScope,
  projectId: string | undefined,
): Promise<RawBuilder<boolean> | undefined> {
  if (personId !== undefined) return ofPerson('engagements', personId, projectId);
  if (projectId === undefined) return ownedBy('engagements', scope);
  const isOwn = await isAmong(database, 'projects', { ...scope, id: projectId });
  return isOwn ? having('engagements.projectId', projectId) : undefined;
}
