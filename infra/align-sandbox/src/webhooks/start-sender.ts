import type { Sandbox } from '../sandbox.ts';
import type { DeliveryRow, SubscriptionRow } from '../store/rows.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { prepareAttempt } from './prepare-attempt.ts';
import { settleAttempt } from './settle-attempt.ts';

/** How many deliveries are looked at, and at most under way, at once. */
const BATCH = 32;

export type Sender = {
  /** Says that something may be due; what is committed by then goes out at once. */
  wake: () => void;
  /** Gives up what is under way (it stays due in the store) and waits until it has stopped. */
  stop: () => Promise<void>;
};

/** Sends what is due, oldest first, one at a time per entity; what waits is in the store, not in memory. */
export function startSender(sandbox: Sandbox): Sender {
  const { store, clock } = sandbox;
  const stopping = new AbortController();
  const underway = new Map<string, Promise<void>>();
  let cancelTimer: (() => void) | undefined;
  let isWoken = false;

  /** Deliveries are deleted with their subscription, so a delivery always has one. */
  function subscriptionOf({ id, subscriptionId }: DeliveryRow): SubscriptionRow {
    const subscription = store.subscriptions.get(subscriptionId);
    if (subscription === undefined) throw new Error(`The delivery ${id} has lost its subscription.`);
    return subscription;
  }

  async function send(delivery: DeliveryRow, lane: string): Promise<void> {
    const { signal } = stopping;
    const attempt = prepareAttempt(sandbox, { subscription: subscriptionOf(delivery), delivery, signal });
    const isDoubled = delivery.isDoubled && delivery.attempts === 0;
    const [result] = await Promise.all([attemptDelivery(attempt), isDoubled && attemptDelivery(attempt)]);
    if (signal.aborted) return;
    settleAttempt(sandbox, delivery, result);
    letOvertakenGo(delivery);
    underway.delete(lane);
    wake();
  }

  /** What waited to be overtaken by this delivery is due now. */
  function letOvertakenGo({ subscriptionId, entityId, createdAtMs }: DeliveryRow): void {
    const where = { subscriptionId, entityId, isHeldBack: true, createdAtMs: { to: createdAtMs } };
    for (const { id } of store.deliveries.find(where))
      store.deliveries.change(id, { isHeldBack: false, nextAttemptAtMs: clock.nowMs() });
  }

  function sendDue(): void {
    isWoken = false;
    if (stopping.signal.aborted) return;
    cancelTimer?.();
    const nowMs = clock.nowMs();
    const due = store.deliveries.find({ nextAttemptAtMs: { to: nowMs } }, { limit: BATCH });
    for (const delivery of due) {
      const lane = `${delivery.subscriptionId} ${delivery.entityId}`;
      if (underway.size < BATCH && !underway.has(lane)) underway.set(lane, send(delivery, lane));
    }
    const nextMs = store.deliveries.least('nextAttemptAtMs', { nextAttemptAtMs: { from: nowMs + 1 } });
    if (nextMs !== undefined) cancelTimer = clock.wakeAfter(nextMs - nowMs, wake);
  }

  /** Waits for the current turn of the event loop to end, and with it the transaction that woke us. */
  function wake(): void {
    if (isWoken) return;
    isWoken = true;
    setImmediate(sendDue);
  }

  wake();
  return {
    wake,
    stop: async () => {
      stopping.abort();
      cancelTimer?.();
      await Promise.all(underway.values());
    },
  };
}
