import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { projectColumns } from './project-columns.ts';
import { slotColumns } from './slot-columns.ts';

/** Reads a project of the actor's company with its slots, oldest first. */
export async function readProject(database: Database, actor: Actor, projectId: string) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  const project = await database
    .selectFrom('projects')
    .select(projectColumns)
    .where((where) => where.and({ ...scope, id: projectId }))
    .executeTakeFirst();
  if (project === undefined) return notFound;
  const slots = await database
    .selectFrom('projectSlots')
    .select(slotColumns)
    .where('projectId', '=', projectId)
    .orderBy('id')
    .execute();
  return done({ ...project, slots });
}
