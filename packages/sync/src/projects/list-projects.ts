import { type Database, type ProjectStatus, projectStatuses } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { ownedBy } from '../listing/owned-by.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { projectColumns } from './project-columns.ts';

export interface ProjectFilter extends PageRequest {
  status?: ProjectStatus | undefined;
}

/** Lists the projects of the actor's company. */
export async function listProjects(database: Database, actor: Actor, filter: ProjectFilter) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  const query = database.selectFrom('projects').select(projectColumns);
  const among = { status: filter.status ?? projectStatuses };
  return fetchPage(
    database,
    { query, table: 'projects', time: 'createdAt', of: ownedBy('projects', scope), among },
    filter,
  );
}
