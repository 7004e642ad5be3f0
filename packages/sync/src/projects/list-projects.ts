import type { Database, ProjectStatus } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { given } from '../listing/given.ts';
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
  const query = database
    .selectFrom('projects')
    .select(projectColumns)
    .where((where) => where.and(given({ ...scope, status: filter.status })));
  return fetchPage(query, 'projects', filter);
}
