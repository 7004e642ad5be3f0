import type { Database } from '@illumera/schema';
import { DRAIN_LEASE_SECONDS, type DrainLease } from './acquire-drain.ts';
import { extendDrain } from './extend-drain.ts';

const EXTEND_EVERY_MS = 5_000;
/** Stop sending this long before the database would let another worker in. */
const MARGIN_MS = 5_000;

export interface KeptLease {
  /** By this process's monotonic clock; false once the lease may have run out. */
  isHeld: () => boolean;
  /** Stops extending it. */
  stop: () => void;
}

/** Extends a lease for as long as the drain runs. An extension that fails is tried again at the next beat. */
export function keepLease(database: Database, lease: DrainLease): KeptLease {
  const holdForMs = DRAIN_LEASE_SECONDS * 1000 - MARGIN_MS;
  let heldUntil = performance.now() + holdForMs;
  const extend = async (): Promise<void> => {
    const startedAt = performance.now();
    const kept = await extendDrain(database, lease).catch(() => undefined);
    if (kept === true) heldUntil = startedAt + holdForMs;
    if (kept === false) heldUntil = 0;
  };
  const timer = setInterval(() => void extend(), EXTEND_EVERY_MS);
  return { isHeld: () => performance.now() < heldUntil, stop: () => clearInterval(timer) };
}
