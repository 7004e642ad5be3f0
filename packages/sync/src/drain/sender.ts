import type { AlignClient, CallRecord } from '@illumera/align-client';
import type { Database, OutboxLane } from '@illumera/schema';
import { type Budget, openBudget } from '../budget/open-budget.ts';
import type { RateLimit } from '../budget/rate-limit.ts';
import type { Circuits } from '../circuit/create-circuits.ts';
import { guardClient } from './guard-client.ts';
import type { OpenedKey } from './open-key.ts';

/** How long an intent waits for a slot before it is given back, so that it does not stand in the way of others. */
const PATIENCE_MS = { live: 10_000, backfill: 1_500 } as const satisfies Record<OutboxLane, number>;

/** What a drain sends with. */
export interface Sender {
  /** A client for one attempt, which writes its calls down in `calls`. */
  clientFor: (lane: OutboxLane, calls: CallRecord[]) => AlignClient;
  /** Calls that wait for their slot. */
  waiting: () => number;
  /** Says whether more is to be sent than has been taken. */
  expectMore: (isExpected: boolean) => void;
}

export interface SenderOptions {
  connectionId: string;
  key: OpenedKey;
  circuits: Circuits;
  /** Whether the lease still holds; asked right before each call. */
  isHeld: () => boolean;
  limit?: RateLimit | undefined;
}

/** Puts together what stands between an intent and Align: a slot of the key's budget, the lease, and the circuit. */
export function createSender(database: Database, options: SenderOptions): Sender {
  const { connectionId, key, circuits, isHeld, limit } = options;
  const open = (lane: OutboxLane): Budget =>
    openBudget(database, {
      keyHash: key.keyHash,
      lane,
      patienceMs: PATIENCE_MS[lane],
      ...(limit === undefined ? {} : { limit }),
    });
  const budgets = { live: open('live'), backfill: open('backfill') } as const satisfies Record<
    OutboxLane,
    Budget
  >;
  return {
    clientFor: (lane, calls) => {
      const { onRateLimit, within } = budgets[lane];
      const client = key.client({ onRateLimit, onCall: (call) => calls.push(call) });
      return within(guardClient(circuits.around(connectionId, client), isHeld));
    },
    waiting: () => budgets.live.waiting() + budgets.backfill.waiting(),
    expectMore: (isExpected) => budgets.live.expectMore(isExpected),
  };
}
