import type { AlignClient, CallRecord } from '@illumera/align-client';
import type { Database, OutboxLane } from '@illumera/schema';
import { type Budget, openBudget } from '../budget/open-budget.ts';
import type { RateLimit } from '../budget/rate-limit.ts';
import type { Circuits } from '../circuit/create-circuits.ts';
import { KEY_REFUSED } from '../push/classify-error.ts';
import { guardClient } from './guard-client.ts';
import type { KeptLease } from './keep-lease.ts';
import type { OpenedKey } from './open-key.ts';

/** How long an intent waits for a slot before it is given back, so that it does not stand in the way of others. */
const PATIENCE_MS = { live: 10_000, backfill: 3_000 } as const satisfies Record<OutboxLane, number>;

/** A first call that has no answer after this long does not hold the others up any longer. */
const TRUST_AFTER_MS = 1_000;

/** What one attempt sends with. */
export interface Sending {
  align: AlignClient;
  /** What has been sent so far. */
  calls: CallRecord[];
  /** Says that the attempt is over. */
  end: () => void;
}

/** What a drain sends with. */
export interface Sender {
  begin: (lane: OutboxLane) => Sending;
  /** Attempts that have begun and sent nothing yet: most wait for their slot. */
  ahead: () => Readonly<Record<OutboxLane, number>>;
  /** Whether Align has taken the key since the drain began, or has been silent for so long that others need not wait. */
  isTrusted: () => boolean;
  /** Says whether more live changes are to be sent than have been taken. */
  expectMore: (isExpected: boolean) => void;
}

export interface SenderOptions {
  connectionId: string;
  key: OpenedKey;
  circuits: Circuits;
  /** Asked right before each call. */
  stand: KeptLease['stand'];
  limit?: RateLimit | undefined;
}

/** Puts together what stands between an intent and Align: a slot of the key's budget, the lease, and the circuit. */
export function createSender(database: Database, options: SenderOptions): Sender {
  const { connectionId, key, circuits, stand, limit } = options;
  const open = (lane: OutboxLane): Budget =>
    openBudget(database, {
      keyHash: key.keyHash,
      lane,
      patienceMs: PATIENCE_MS[lane],
      lookAhead: () => stand(Number.NEGATIVE_INFINITY),
      ...(limit === undefined ? {} : { limit }),
    });
  const budgets = { live: open('live'), backfill: open('backfill') } as const satisfies Record<
    OutboxLane,
    Budget
  >;
  const ahead = { live: 0, backfill: 0 };
  let trustedAt = performance.now() + TRUST_AFTER_MS;
  const note = ({ status }: CallRecord): void => {
    if (status !== undefined && !KEY_REFUSED.has(status)) trustedAt = 0;
  };
  return {
    begin: (lane) => {
      const calls: CallRecord[] = [];
      const begunAt = performance.now();
      let isAhead = true;
      ahead[lane] += 1;
      const leave = (): void => {
        if (isAhead) ahead[lane] -= 1;
        isAhead = false;
      };
      const { onRateLimit, within } = budgets[lane];
      const client = key.client({
        onRateLimit,
        onCall: (call) => {
          note(call);
          calls.push(call);
        },
      });
      const guarded = guardClient(client, () => {
        leave();
        return stand(begunAt);
      });
      return { align: within(circuits.around(connectionId, guarded, within)), calls, end: leave };
    },
    ahead: () => ahead,
    isTrusted: () => performance.now() >= trustedAt,
    expectMore: (isExpected) => budgets.live.expectMore(isExpected),
  };
}
