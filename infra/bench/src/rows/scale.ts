import type { Bench } from '../bench.ts';
import type { BenchDatabases } from '../database/bench-databases.ts';
import { compete, type Measured } from '../measure/compete.ts';
import { startAlign } from '../programs/start-align.ts';
import { startSyncWorker } from '../programs/start-sync-worker.ts';
import { withPrograms } from '../programs/with-programs.ts';
import type { RowResult } from '../report/row-result.ts';
import { loadBacklog } from './drain/load-backlog.ts';
import { untilDrained } from './until-drained.ts';
import { entityGates } from './drain/entity-gates.ts';

const FIGURE = 'calls/s';
/** So many that no key comes near it. */
const NO_LIMIT = { requests: 1_000_000, windowMs: 60_000 };

/** Drain throughput over many keys that no limit holds back. */
export async function scale({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 2], full: [1, 2, 4, 8] });
  const backlog = atScale({ quick: { keys: 10, callsPerKey: 200 }, full: { keys: 50, callsPerKey: 400 } });
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: [
      {
        name: 'illumera-align',
        isPeer: false,
        measure: (workers) => measure(databases, { workers, ...backlog }),
      },
    ],
  });
  const at = (workers: number) => standings.spread('illumera-align', FIGURE, workers)?.median;
  const [one, two] = [at(1), at(2)];
  return {
    title: 'Drain throughput without a limit, by processes',
    method: [
      `${backlog.keys} keys with ${backlog.callsPerKey} calls each, created and then submitted entries; from the first arrival until the backlog is done.`,
      'Postgres, the stand-in and the workers share the cores.',
    ],
    xLabel: 'worker processes',
    units: { [FIGURE]: '/s' },
    series: standings.series,
    gates: standings.gates,
    verdicts: [
      {
        target: 'from 1 to 2 processes',
        wanted: 1.7,
        direction: 'at least',
        reached: one === undefined || two === undefined ? undefined : two / one,
        unit: '×',
      },
    ],
    charts: [
      {
        figure: FIGURE,
        title: 'Calls per second',
        xLabel: 'worker processes',
        yLabel: 'per second',
        xScale: 'log',
      },
    ],
  };
}

async function measure(
  databases: BenchDatabases,
  { workers, keys, callsPerKey }: { workers: number; keys: number; callsPerKey: number },
): Promise<Measured> {
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start);
      await loadBacklog(bench.database, { keys, callsPerKey, alignBaseUrl: align.baseUrl });
      const options = {
        connectionString: bench.connectionString,
        alignBaseUrl: align.baseUrl,
        limit: NO_LIMIT,
      };
      await Promise.all(Array.from({ length: workers }, () => startSyncWorker(start, options)));
      await untilDrained(bench);
      const arrivals = await align.arrivals();
      const moments = arrivals.filter(({ key }) => !key.startsWith('Bearer setup-')).map(({ atMs }) => atMs);
      const elapsedMs = Math.max(...moments) - Math.min(...moments);
      return {
        figures: { [FIGURE]: moments.length / (elapsedMs / 1000) },
        gates: entityGates(await align.entities(), await align.counts()),
      };
    });
  } finally {
    await bench.destroy();
  }
}
