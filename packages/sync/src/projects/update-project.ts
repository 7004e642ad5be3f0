import type { Database } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { given } from '../listing/given.ts';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';
import type { Actor } from '../people/actor.ts';
import { lockProject } from './lock-project.ts';
import { readProject } from './read-project.ts';
import { refreshStaffingPage } from './refresh-staffing-page.ts';

export interface ProjectChange {
  name?: string | undefined;
  description?: string | null | undefined;
}

/**
 * Changes a project and records that Align is to follow, its staffing page too, which names it; a change of nothing sends
 * nothing.
 */
export async function updateProject(
  database: Database,
  actor: Actor,
  { projectId, ...change }: ProjectChange & { projectId: string },
) {
  const values = given(change);
  return inTransaction(database, async (transaction) => {
    const project = await lockProject(transaction, actor, projectId);
    if (project === undefined) return notFound;
    if (Object.keys(values).length > 0) {
      await transaction.updateTable('projects').set(values).where('id', '=', projectId).execute();
      await enqueueIntent(transaction, {
        tenantId: project.tenantId,
        companyId: project.companyId,
        entityType: 'project',
        localId: projectId,
        operation: 'upsert',
      });
      await refreshStaffingPage(transaction, project);
    }
    return readProject(transaction, actor, projectId);
  });
}
