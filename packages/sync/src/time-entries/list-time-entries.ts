import { type Database, type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import { notFound } from '../answer.ts';
import { emptyPage } from '../listing/empty-page.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { isAmong } from '../listing/is-among.ts';
import { having, ofPerson, ownedBy } from '../listing/owned-by.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { type RowScope, rowScope } from '../people/row-scope.ts';
import { presentTimeEntries } from './select-time-entries.ts';

export interface TimeEntryFilter extends PageRequest {
  companyId?: string | undefined;
  projectId?: string | undefined;
  engagementId?: string | undefined;
  status?: TimeEntryStatus | undefined;
}

/** Lists the entries that the actor may see. */
export async function listTimeEntries(database: Database, actor: Actor, filter: TimeEntryFilter) {
  const own = rowScope(actor);
  const scope = own.personId === undefined ? await companyScope(database, actor, filter.companyId) : own;
  if (scope === undefined) return notFound;
  const of = await ownerOf(database, scope, filter);
  if (of === undefined) return emptyPage;
  // A company that a talent asks for is looked up in the talent's own entries, which are few.
  const query = presentTimeEntries(database).$if(
    own.personId !== undefined && filter.companyId !== undefined,
    (entries) => entries.where(sql`${sql.ref('timeEntries.companyId')} || ''`, '=', filter.companyId),
  );
  const among = { status: filter.status ?? timeEntryStatuses };
  return fetchPage(database, { query, table: 'timeEntries', time: 'createdAt', of, among }, filter);
}

/** What an engagement's, a project's, a person's or a company's are found by; undefined where there is none such. */
async function ownerOf(
  database: Database,
  scope: RowScope,
  { projectId, engagementId }: TimeEntryFilter,
): Promise<RawBuilder<boolean> | undefined> {
  const { tenantId, companyId, personId } = scope;
  if (engagementId !== undefined) {
    const isOwn = await isAmong(database, 'engagements', { ...scope, id: engagementId, projectId });
    return isOwn ? having('timeEntries.engagementId', engagementId) : undefined;
  }
  if (personId !== undefined) return ofPerson('timeEntries', personId, projectId);
  if (projectId === undefined) return ownedBy('timeEntries', scope);
  const isOwn = await isAmong(database, 'projects', { id: projectId, tenantId, companyId });
  return isOwn ? having('timeEntries.projectId', projectId) : undefined;
}
