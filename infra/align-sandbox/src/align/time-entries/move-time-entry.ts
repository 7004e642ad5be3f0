import type { Sandbox } from '../../sandbox.ts';
import { type Answer, conflict, notFound, ok, validationError } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { emitTimeEvent } from './emit-time-event.ts';
import { findTimeEntry } from './find-time-entry.ts';
import { timeEntryShape } from './time-entry-shape.ts';
import { type TransitionName, transitionOf } from './transitions.ts';

type Move = { id: string; transition: TransitionName; reason?: string | undefined };

/** Takes an entry through one step of its life and announces it; 409 where the step does not fit. */
export function moveTimeEntry(sandbox: Sandbox, caller: Caller, { id, transition, reason }: Move): Answer {
  const entry = findTimeEntry(sandbox, caller, id);
  if (entry === undefined) return notFound('The time entry');
  const { from, to, eventName, eventStatus, actorField, needsReason } = transitionOf(transition);
  if (!from.includes(entry.status))
    return conflict(
      entry.status === to
        ? `The time entry is already ${to}.`
        : `Cannot ${transition} a time entry that is ${entry.status}.`,
    );
  if (needsReason && reason === undefined) return validationError('A reason is required.');
  const after = { ...entry, status: to, reason: reason ?? null };
  sandbox.store.timeEntries.change(id, after);
  emitTimeEvent(sandbox, after, {
    eventName,
    actorUserId: caller.createdByUserId,
    ...(eventStatus === undefined ? {} : { status: eventStatus }),
    extra: {
      ...(actorField === undefined ? {} : { [actorField]: caller.createdByUserId }),
      ...(needsReason ? { reason } : {}),
    },
  });
  return ok(timeEntryShape(after));
}
