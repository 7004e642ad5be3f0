import type { Clock } from '../clock/clock.ts';
import type { Store } from './open-store.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than any delivery is retried, so nothing that still waits is forgotten. */
const KEEP_DELIVERIES_MS = 7 * DAY_MS;

/** Forgets every hour what has no more use, so that a stand-in left running stays small; the answer stops it. */
export function startPurge({ store, clock }: { store: Store; clock: Clock }): () => void {
  let cancel: (() => void) | undefined;
  function purge(): void {
    const nowMs = clock.nowMs();
    store.storedAnswers.removeWhere({ createdAtMs: { to: nowMs - DAY_MS } });
    store.requests.removeWhere({ atMs: { to: nowMs - DAY_MS } });
    store.deliveries.removeWhere({ createdAtMs: { to: nowMs - KEEP_DELIVERIES_MS } });
    store.authorizationCodes.removeWhere({ expiresAtMs: { to: nowMs } });
    cancel = clock.wakeAfter(HOUR_MS, purge);
  }
  purge();
  return () => cancel?.();
}
