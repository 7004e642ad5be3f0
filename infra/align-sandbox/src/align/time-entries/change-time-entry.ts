import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, conflict, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { changedFieldsOf } from '../changed-fields.ts';
import { emitTimeEvent } from './emit-time-event.ts';
import { isOpen } from './is-open.ts';
import { findTimeEntry } from './find-time-entry.ts';
import { timeEntryShape } from './time-entry-shape.ts';

/** S1 `PATCH /time-entries/:id`. */
export const TimeEntryChanges = z.object({
  workDate: z.iso.date().optional(),
  minutes: z.number().int().min(1).max(1440).optional(),
  description: z.string().max(20_000).nullable().optional(),
  billable: z.boolean().optional(),
});
type Change = { id: string; changes: z.output<typeof TimeEntryChanges> };

/** Writes a draft, or an entry that is being corrected because it was rejected or unlocked (S3). */
export function changeTimeEntry(sandbox: Sandbox, caller: Caller, { id, changes }: Change): Answer {
  const entry = findTimeEntry(sandbox, caller, id);
  if (entry === undefined) return notFound('The time entry');
  if (!isOpen(entry)) return conflict(`A time entry that is ${entry.status} cannot be changed.`);
  const changedFields = changedFieldsOf(entry, changes);
  if (changedFields.length === 0) return ok(timeEntryShape(sandbox, entry));
  const after = {
    ...entry,
    workDate: changes.workDate ?? entry.workDate,
    minutes: changes.minutes ?? entry.minutes,
    description: changes.description === undefined ? entry.description : changes.description,
    billable: changes.billable ?? entry.billable,
  };
  sandbox.store.timeEntries.change(id, after);
  emitTimeEvent(sandbox, after, {
    eventName: 'time.updated',
    actorUserId: caller.createdByUserId,
    extra: { changedFields: changedFields.flatMap(withHours) },
  });
  return ok(timeEntryShape(sandbox, after));
}

/** S3 `time.updated` names the hours wherever it names the minutes. */
function withHours(field: string): string[] {
  return field === 'minutes' ? ['minutes', 'hours'] : [field];
}
