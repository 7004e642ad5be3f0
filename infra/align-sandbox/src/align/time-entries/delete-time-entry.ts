import type { Sandbox } from '../../sandbox.ts';
import { type Answer, conflict, noContent, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { emitTimeEvent } from './emit-time-event.ts';
import { findTimeEntry } from './find-time-entry.ts';
import { isOpen } from './is-open.ts';

/** Deletes an entry that nobody has approved; its link goes with it. */
export function deleteTimeEntry(sandbox: Sandbox, caller: Caller, id: string): Answer {
  const entry = findTimeEntry(sandbox, caller, id);
  if (entry === undefined) return notFound('The time entry');
  if (!isOpen(entry) && entry.status !== 'submitted')
    return conflict(`A time entry that is ${entry.status} cannot be deleted.`);
  sandbox.store.timeEntries.remove(id);
  sandbox.store.links.removeWhere({ alignEntityId: id });
  emitTimeEvent(sandbox, entry, { eventName: 'time.deleted', actorUserId: caller.createdByUserId });
  return noContent();
}
