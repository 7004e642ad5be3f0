import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@illumera/schema';
import { DRAIN_LEASE_SECONDS, type DrainLease } from './acquire-drain.ts';
import { extendDrain } from './extend-drain.ts';
import { readStanding, type Standing } from './read-standing.ts';

const EXTEND_EVERY_MS = 5_000;
/** Stop sending this long before the database would let another worker in. */
const MARGIN_MS = 5_000;
/** What was found out so long ago is asked again. */
const TRUSTED_FOR_MS = 100;
/** Where Postgres takes longer to say, the clock alone decides: a call that left late would break the key's pace. */
const PATIENCE_MS = 100;

export interface KeptLease {
  /**
   * Whether something may be sent: by this process's monotonic clock, which says when the lease may have run out, and by what
   * the database has said within the last tenth of a second.
   * @param knownAt by `performance.now()`: when the caller's claim showed that it may
   * @throws the database's errors
   */
  stand: (knownAt: number) => Promise<Standing>;
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
  let read = { at: Number.NEGATIVE_INFINITY, standing: Promise.resolve<Standing>('held') };
  const stand = async (knownAt: number): Promise<Standing> => {
    const now = performance.now();
    if (now >= heldUntil) return 'lost';
    if (now - knownAt <= TRUSTED_FOR_MS) return 'held';
    if (now - read.at > TRUSTED_FOR_MS) read = { at: now, standing: readStanding(database, lease) };
    return Promise.race([read.standing, delay(PATIENCE_MS, 'held' as const)]);
  };
  return { stand, stop: () => clearInterval(timer) };
}
