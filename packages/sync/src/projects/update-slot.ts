import type { Database, SlotStatus } from '@illumera/schema';
import { done, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { lockProject } from './lock-project.ts';
import { refreshStaffingPage } from './refresh-staffing-page.ts';
import { slotColumns } from './slot-columns.ts';

export interface SlotChange {
  projectId: string;
  slotId: string;
  title?: string | undefined;
  hours?: number | undefined;
  durationWeeks?: number | undefined;
  status?: SlotStatus | undefined;
}

/** Changes a slot of a project. */
export async function updateSlot(
  database: Database,
  actor: Actor,
  { projectId, slotId, ...change }: SlotChange,
) {
  return inTransaction(database, async (transaction) => {
    const project = await lockProject(transaction, actor, projectId);
    if (project === undefined) return notFound;
    const updated = await transaction
      .updateTable('projectSlots')
      .set({ projectId, ...given(change) })
      .where('id', '=', slotId)
      .where('projectId', '=', projectId)
      .returning(slotColumns)
      .executeTakeFirst();
    if (updated === undefined) return notFound;
    await refreshStaffingPage(transaction, project);
    return done(updated);
  });
}
