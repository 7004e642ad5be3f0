import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryRow } from '../../store/rows.ts';
import { type Answer, created, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { ExternalRef } from '../links/external-ref.ts';
import { recordLink } from '../links/record-link.ts';
import { findProject } from '../projects/find-project.ts';
import { findUser } from '../users/find-user.ts';
import { emitTimeEvent } from './emit-time-event.ts';
import { timeEntryShape } from './time-entry-shape.ts';

/** S1 `POST /projects/:id/time-entries`; a day has 1,440 minutes. */
export const NewTimeEntry = z.object({
  userId: z.string().min(1),
  workDate: z.iso.date(),
  minutes: z.number().int().min(1).max(1440),
  description: z.string().max(20_000).nullable().default(null),
  billable: z.boolean().default(true),
  externalRef: ExternalRef.optional(),
});
type Creation = { projectId: string; entry: z.output<typeof NewTimeEntry> };

/** Logs time as a draft. Membership is not asked for: no document says that Align does. */
export function createTimeEntry(sandbox: Sandbox, caller: Caller, creation: Creation): Answer {
  const { externalRef, ...fields } = creation.entry;
  const { projectId } = creation;
  if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
  if (findUser(sandbox, caller, fields.userId) === undefined) return notFound('The user');
  const entry: TimeEntryRow = {
    id: sandbox.randomness.uuid('time entry'),
    organizationId: caller.organizationId,
    projectId,
    ...fields,
    status: 'draft',
    isUnlocked: false,
    reason: null,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.timeEntries.insert(entry);
  emitTimeEvent(sandbox, entry, { eventName: 'time.logged', actorUserId: caller.createdByUserId });
  recordLink(sandbox, caller, {
    externalRef,
    alignEntityType: 'time_entry',
    alignEntityId: entry.id,
    projectId,
  });
  return created(timeEntryShape(sandbox, entry));
}
