import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabase } from '../database/bench-databases.ts';

const LOOK_EVERY_MS = 200;
const DRAIN_LIMIT_MS = 900_000;

/**
 * Waits until nothing in an outbox is left to be sent.
 * @throws an Error when something still is after fifteen minutes
 */
export async function untilDrained(
  { pool }: BenchDatabase,
  outbox: 'align_sync_outbox' | 'seed_outbox' = 'align_sync_outbox',
): Promise<void> {
  const deadline = performance.now() + DRAIN_LIMIT_MS;
  while (performance.now() < deadline) {
    const { rows } = await pool.query<{ unsettled: boolean }>(
      `select exists (select from ${outbox} where status in ('pending', 'processing')) as unsettled`,
    );
    if (rows[0]?.unsettled === false) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`${outbox} is not done after ${DRAIN_LIMIT_MS} ms`);
}
