import type { Database } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { lockProject } from './lock-project.ts';
import { refreshStaffingPage } from './refresh-staffing-page.ts';

/** Removes a slot from a project. */
export async function deleteSlot(
  database: Database,
  actor: Actor,
  { projectId, slotId }: { projectId: string; slotId: string },
) {
  return inTransaction(database, async (transaction) => {
    const project = await lockProject(transaction, actor, projectId);
    if (project === undefined) return notFound;
    const deleted = await transaction
      .deleteFrom('projectSlots')
      .where('id', '=', slotId)
      .where('projectId', '=', projectId)
      .returning('id')
      .executeTakeFirst();
    if (deleted === undefined) return notFound;
    await refreshStaffingPage(transaction, project);
    return done(undefined);
  });
}
