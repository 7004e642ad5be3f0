import type { TimeEntryStatus } from '@illumera/schema';
import { type Conflict, conflict } from '../answer.ts';
import { nextSteps, type TimeEntryAction, type Transition, transitions } from './transitions.ts';

/** Tells why an action is not allowed in a status and what is, or undefined where it is allowed. */
export function refuseTransition(action: TimeEntryAction, status: TimeEntryStatus): Conflict | undefined {
  const { from, participle }: Transition = transitions[action];
  if (from.includes(status)) return undefined;
  return conflict(
    `only entries that are ${from.join(' or ')} can be ${participle}; this one is ${status}: ${nextSteps[status]}`,
  );
}
