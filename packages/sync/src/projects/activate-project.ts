import type { Database } from '@illumera/schema';
import { conflict, done, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { lockProject } from './lock-project.ts';
import { projectColumns } from './project-columns.ts';
import { refreshStaffingPage } from './refresh-staffing-page.ts';

/** Activates a draft project and records that its staffing page is to be written in Align (S1 "Sync Triggers"). */
export async function activateProject(database: Database, actor: Actor, projectId: string) {
  return inTransaction(database, async (transaction) => {
    const project = await lockProject(transaction, actor, projectId);
    if (project === undefined) return notFound;
    if (project.status !== 'draft') {
      return conflict(`only a draft project can be activated; this one is ${project.status}`);
    }
    const activated = await transaction
      .updateTable('projects')
      .set({ status: 'active' })
      .where('id', '=', projectId)
      .returning(projectColumns)
      .executeTakeFirstOrThrow();
    await refreshStaffingPage(transaction, { ...project, status: activated.status });
    return done(activated);
  });
}
