import type { Database } from '@illumera/schema';
import { RETENTION, type Retention } from './retention.ts';

const BATCH_ROWS = 1_000;

/** How many of each were let go of. */
export type Pruned = Record<Retention['name'], number>;

/**
 * Lets go of what has been kept for long enough, in batches that are committed one by one, so that nobody waits for long.
 * @param options.stopping ends it after the batch at hand; the rest goes the next time
 */
export async function prune(database: Database, options: { stopping: AbortSignal }): Promise<Pruned> {
  const pruned: Pruned = {
    payloads: 0,
    deliveries: 0,
    missed: 0,
    intents: 0,
    runs: 0,
    answers: 0,
    limits: 0,
  };
  for (const { name, days, pruneSome } of RETENTION) {
    while (!options.stopping.aborted) {
      const { numAffectedRows, rows } = await pruneSome(days, BATCH_ROWS).execute(database);
      const count = Number(numAffectedRows ?? rows.length);
      pruned[name] += count;
      if (count < BATCH_ROWS) break;
    }
  }
  return pruned;
}
