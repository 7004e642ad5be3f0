import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryRow, TimeEntryStatus } from '../../store/rows.ts';
import type { EventName } from '../../webhooks/event-catalog.ts';

type Transition = {
  from: readonly TimeEntryStatus[];
  to: TimeEntryStatus | 'as switched';
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
    to: 'as switched',
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

/** Where a transition leads; no document says where unlocking does. */
export function targetOf({ switches }: Pick<Sandbox, 'switches'>, name: TransitionName): TimeEntryStatus {
  const { to } = transitionOf(name);
  return to === 'as switched' ? switches.get('unlockedStatus') : to;
}

type Movable = Pick<TimeEntryRow, 'status' | 'isUnlocked'>;

/** Whether an entry may take this step; one that was unlocked may be submitted from wherever it is. */
export function mayMove({ status, isUnlocked }: Movable, name: TransitionName): boolean {
  if (name === 'submit' && isUnlocked) return status !== 'submitted';
  return transitionOf(name).from.includes(status);
}

/** The steps an entry allows. */
export function allowedTransitions(entry: Movable): ReadonlySet<TransitionName> {
  const names = Object.keys(TRANSITIONS) as TransitionName[];
  return new Set(names.filter((name) => mayMove(entry, name)));
}
