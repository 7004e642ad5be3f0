import type { WindowLimit } from '../../align/window-counter.ts';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import type { Measured } from '../../measure/compete.ts';
import { startAlign } from '../../programs/start-align.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import { untilDrained } from '../until-drained.ts';
import { entityGates } from './entity-gates.ts';
import { loadBacklog } from './load-backlog.ts';

export interface ManyKeysRun {
  databases: BenchDatabases;
  limit: WindowLimit;
  workers: number;
  keys: number;
  callsPerKey: number;
}

/** Sends a few calls for each of very many keys, from the first arrival to the last. */
export async function measureManyKeys(run: ManyKeysRun): Promise<Measured> {
  const { databases, limit, workers, keys, callsPerKey } = run;
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start, { limit });
      await loadBacklog(bench.database, { keys, callsPerKey, alignBaseUrl: align.baseUrl });
      const { connectionString } = bench;
      const options = { connectionString, alignBaseUrl: align.baseUrl, limit };
      await Promise.all(Array.from({ length: workers }, () => startSyncWorker(start, options)));
      await untilDrained(bench);
      const arrivals = await align.arrivals();
      const moments = arrivals.filter(({ key }) => !key.startsWith('Bearer setup-')).map(({ atMs }) => atMs);
      const { refused } = await align.counts();
      return {
        figures: {
          'calls/s': moments.length / ((Math.max(...moments) - Math.min(...moments)) / 1000),
          '429s': refused,
        },
        gates: entityGates(await align.entities(), await align.counts()),
      };
    });
  } finally {
    await bench.destroy();
  }
}
