import type { Sandbox } from '../../sandbox.ts';
import { type Answer, conflict, notFound, ok, validationError } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { emitTimeEvent } from './emit-time-event.ts';
import { findTimeEntry } from './find-time-entry.ts';
import { timeEntryShape } from './time-entry-shape.ts';
import { mayMove, type TransitionName, targetOf, transitionOf } from './transitions.ts';

type Move = { id: string; transition: TransitionName; reason?: string | undefined };

/** Takes an entry through one step of its life and announces it; 409 where the step does not fit. */
export function moveTimeEntry(sandbox: Sandbox, caller: Caller, { id, transition, reason }: Move): Answer {
  const entry = findTimeEntry(sandbox, caller, id);
  if (entry === undefined) return notFound('The time entry');
  const { eventName, eventStatus, actorField, needsReason } = transitionOf(transition);
  const to = targetOf(sandbox, transition);
  if (!mayMove(entry, transition))
    return conflict(
      entry.status === to
        ? `The time entry is already ${to}.`
        : `Cannot ${transition} a time entry that is ${entry.status}.`,
    );
  if (needsReason && reason === undefined) return validationError('A reason is required.');
  const isUnlocked = transition === 'unlock' || (transition === 'submit' && entry.isUnlocked);
  const after = { ...entry, status: to, isUnlocked, reason: reason ?? null };
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
  return ok(timeEntryShape(sandbox, after));
}
