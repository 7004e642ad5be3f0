import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { type HeldRun, RUN_LEASE_SECONDS } from './run.ts';

const EXTEND_EVERY_MS = 5_000;
/** Stop working this long before the database would let another worker in. */
const MARGIN_MS = 5_000;

export interface KeptRun {
  /** By this process's monotonic clock; false once the lease may have run out. */
  isHeld: () => boolean;
  /** Stops extending it. */
  stop: () => void;
}

/** Extends a run's lease for as long as it is worked at. An extension that fails is tried again at the next beat. */
export function keepRun(database: Database, run: HeldRun): KeptRun {
  const holdForMs = RUN_LEASE_SECONDS * 1000 - MARGIN_MS;
  let heldUntil = performance.now() + holdForMs;
  const extend = async (): Promise<void> => {
    const startedAt = performance.now();
    const extended = await extendRun(database, run).catch(() => undefined);
    if (extended === true) heldUntil = startedAt + holdForMs;
    if (extended === false) heldUntil = 0;
  };
  const timer = setInterval(() => void extend(), EXTEND_EVERY_MS);
  return { isHeld: () => performance.now() < heldUntil, stop: () => clearInterval(timer) };
}

async function extendRun(database: Database, { id, token }: HeldRun): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('alignReconciliationRuns')
    .set({ leasedUntil: sql`now() + make_interval(secs => ${RUN_LEASE_SECONDS})` })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
