import { isoNow } from '../clock/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import type { DeliveryRow } from '../store/rows.ts';
import type { AttemptResult } from './attempt-delivery.ts';

/** S3: exponential backoff for up to 24 hours; the first step and the longest one are this stand-in's choice. */
const RETRY_POLICY = {
  firstDelayMs: 1000,
  longestDelayMs: 5 * 60 * 1000,
  giveUpAfterMs: 24 * 60 * 60 * 1000,
};

/** Writes down how an attempt went and when the next one is due, if any. */
export function settleAttempt({ store, clock }: Sandbox, delivery: DeliveryRow, result: AttemptResult): void {
  const attempts = delivery.attempts + 1;
  const record = { ...result, attempts, isHeldBack: false, lastAttemptAt: isoNow(clock) };
  const { responseCode } = result;
  if (responseCode !== null && responseCode >= 200 && responseCode < 300) {
    store.deliveries.change(delivery.id, { ...record, status: 'succeeded', nextAttemptAtMs: null });
    return;
  }
  const nextAttemptAtMs = clock.nowMs() + backoffMs(attempts);
  const isOver = nextAttemptAtMs > delivery.createdAtMs + RETRY_POLICY.giveUpAfterMs;
  store.deliveries.change(delivery.id, {
    ...record,
    status: isOver ? 'dead_letter' : 'failed',
    nextAttemptAtMs: isOver ? null : nextAttemptAtMs,
  });
}

function backoffMs(attempts: number): number {
  return Math.min(RETRY_POLICY.firstDelayMs * 2 ** (attempts - 1), RETRY_POLICY.longestDelayMs);
}
