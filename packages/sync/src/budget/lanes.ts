import type { OutboxLane } from '@illumera/schema';

/** For whom a request is sent: people, a backfill, or reconciliation. */
export type Lane = OutboxLane | 'reconciliation';

export interface LanePolicy {
  /** May send sooner than the pace allows while the key has rested. */
  mayHurry: boolean;
  /** How many paces ahead a slot may be reserved. Whoever may reserve further ahead goes first. */
  pacesAhead: number;
  /** The part of the key's credit that it leaves to the lanes above it. */
  leftCreditShare: number;
  /** Keeps to a pace that leaves room in the window, so that changes can go before their turn. */
  leavesRoom: boolean;
}

/**
 * The lower lanes only keep the pace and reserve no more than half a second of it, so that a change of somebody's waits for
 * no more than that because of them.
 */
export const LANES = {
  live: { mayHurry: true, pacesAhead: 20, leftCreditShare: 0, leavesRoom: false },
  backfill: { mayHurry: false, pacesAhead: 4, leftCreditShare: 0.5, leavesRoom: false },
  reconciliation: { mayHurry: false, pacesAhead: 0, leftCreditShare: 0.5, leavesRoom: true },
} as const satisfies Record<Lane, LanePolicy>;
