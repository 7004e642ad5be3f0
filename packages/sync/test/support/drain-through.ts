import type { Database } from '@illumera/schema';
import { type DrainResult, type RunDrainOptions, runDrain } from '../../src/index.ts';

/** Drains as a worker does, which comes back to a connection that has made way; here nobody takes the waiting wake-ups. */
export async function drainThrough(database: Database, options: RunDrainOptions): Promise<DrainResult> {
  for (;;) {
    const result = await runDrain(database, options);
    if (result !== 'made_way') return result;
  }
}
