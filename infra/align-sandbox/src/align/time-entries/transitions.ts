import type { TimeEntryStatus } from '../../store/rows.ts';
import type { EventName } from '../../webhooks/event-catalog.ts';

type Transition = {
  from: readonly TimeEntryStatus[];
  to: TimeEntryStatus;
  eventName: Extract<EventName, `time.${string}`>;
  /** The status the event carries where it is not `to` (S3 `time.approved`, `time.unlocked`). */
  eventStatus?: string;
  /** The payload's field that names who did it. */
  actorField?: string;
  /** Whether a reason must be given. */
  needsReason: boolean;
};

/** Which step may follow which status, and what it announces. */
const TRANSITIONS = {
  submit: { from: ['draft', 'rejected'], to: 'submitted', eventName: 'time.submitted', needsReason: false },
  approve: {
    from: ['submitted'],
    to: 'approved',
    eventName: 'time.approved',
    eventStatus: 'locked',
    actorField: 'approverUserId',
    needsReason: false,
  },
  reject: {
    from: ['submitted'],
    to: 'rejected',
    eventName: 'time.rejected',
    actorField: 'rejecterUserId',
    needsReason: true,
  },
  lock: { from: ['approved'], to: 'locked', eventName: 'time.locked', needsReason: false },
  invoice: {
    from: ['approved', 'locked'],
    to: 'invoiced',
    eventName: 'time.invoiced',
    needsReason: false,
  },
  unlock: {
    from: ['approved', 'locked'],
    to: 'draft',
    eventName: 'time.unlocked',
    eventStatus: 'locked',
    actorField: 'unlockedByUserId',
    needsReason: true,
  },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof TRANSITIONS;

/** A transition without the narrowing of the table. */
export function transitionOf(name: TransitionName): Transition {
  return TRANSITIONS[name];
}

/** The steps an entry of this status allows. */
export function allowedTransitions(status: TimeEntryStatus): ReadonlySet<TransitionName> {
  const names = Object.keys(TRANSITIONS) as TransitionName[];
  return new Set(names.filter((name) => transitionOf(name).from.includes(status)));
}
