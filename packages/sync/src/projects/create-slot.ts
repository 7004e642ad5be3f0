import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { done, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { lockProject } from './lock-project.ts';
import { refreshStaffingPage } from './refresh-staffing-page.ts';
import { slotColumns } from './slot-columns.ts';

export interface NewSlot {
  projectId: string;
  title: string;
  hours: number;
  durationWeeks: number;
}

/** Adds an open slot to a project. */
export async function createSlot(database: Database, actor: Actor, slot: NewSlot) {
  return inTransaction(database, async (transaction) => {
    const project = await lockProject(transaction, actor, slot.projectId);
    if (project === undefined) return notFound;
    const created = await transaction
      .insertInto('projectSlots')
      .values({ id: uuid(), tenantId: project.tenantId, ...slot })
      .returning(slotColumns)
      .executeTakeFirstOrThrow();
    await refreshStaffingPage(transaction, project);
    return done(created);
  });
}
