import type { Database } from '@illumera/schema';
import {
  type DrainResult,
  findConnectionTenant,
  othersWait,
  type RunDrainOptions,
  runDrain,
} from '../../src/index.ts';
import { asWorker } from './as-worker.ts';

/** Drains as a worker does, which comes back to a connection that has made way; here nobody takes the waiting wake-ups. */
export async function drainThrough(
  database: Database,
  options: Omit<RunDrainOptions, 'othersWait'>,
): Promise<DrainResult> {
  const tenantId = (await findConnectionTenant(database, options.connectionId)) ?? '';
  for (;;) {
    const result = await runDrain(asWorker(database, tenantId), {
      ...options,
      othersWait: () => othersWait(database),
    });
    if (result !== 'made_way') return result;
  }
}
