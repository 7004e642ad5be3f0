import { cpus } from 'node:os';
import type { Bench } from '../bench.ts';
import type { BenchDatabase, BenchDatabases } from '../database/bench-databases.ts';
import { compete, type Measured } from '../measure/compete.ts';
import { parentOf, processorTimeMs } from '../machine/processor-time.ts';
import { startAlign } from '../programs/start-align.ts';
import type { Program } from '../programs/start-program.ts';
import { startSyncWorker } from '../programs/start-sync-worker.ts';
import { withPrograms } from '../programs/with-programs.ts';
import type { RowResult } from '../report/row-result.ts';
import { loadBacklog } from './drain/load-backlog.ts';
import { untilDrained } from './until-drained.ts';
import { entityGates } from './drain/entity-gates.ts';

const FIGURE = 'calls/s';
const WORKER_TIME = 'processor ms a call, workers';
const OTHER_TIME = 'processor ms a call, Postgres and stand-in';
/** So many that no key comes near it. */
const NO_LIMIT = { requests: 1_000_000, windowMs: 60_000 };

/** Drain throughput over many keys that no limit holds back. */
export async function scale({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 2], full: [1, 2, 4, 8] });
  const backlog = atScale({ quick: { keys: 10, callsPerKey: 200 }, full: { keys: 20, callsPerKey: 400 } });
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
  const at = (workers: number, figure = FIGURE) =>
    standings.spread('illumera-align', figure, workers)?.median;
  const [one, two] = [at(1), at(2)];
  const [workerMs, otherMs] = [at(2, WORKER_TIME), at(2, OTHER_TIME)];
  return {
    title: 'Drain throughput without a limit, by processes',
    method: [
      `${backlog.keys} keys with ${backlog.callsPerKey} calls each, created and then submitted entries; from the first arrival until the backlog is done.`,
      'Postgres, the stand-in and the workers share the cores.',
      workerMs === undefined || otherMs === undefined
        ? ''
        : `With two processes a call takes ${workerMs.toFixed(2)} ms of processor time in the workers and ${otherMs.toFixed(2)} ms in Postgres and the stand-in. A second process can at most use what the first leaves free: where one already keeps ${cpus().length} cores busy, the ratio stays near 1 however well the processes keep out of each other's way.`,
    ],
    xLabel: 'worker processes',
    units: { [FIGURE]: '/s', [WORKER_TIME]: 'ms', [OTHER_TIME]: 'ms' },
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
      {
        figure: WORKER_TIME,
        title: 'Processor time of the workers for a call',
        xLabel: 'worker processes',
        yLabel: 'ms',
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
    return await withPrograms(async (startAny) => {
      const watched: Program[] = [];
      const start: typeof startAny = (program) => {
        const started = startAny(program);
        watched.push(started);
        return started;
      };
      const align = await startAlign(start);
      await loadBacklog(bench.database, { keys, callsPerKey, alignBaseUrl: align.baseUrl });
      const options = {
        connectionString: bench.connectionString,
        alignBaseUrl: align.baseUrl,
        limit: NO_LIMIT,
      };
      const server = await serverOf(bench);
      const serverBeforeMs = processorTimeMs(server);
      await Promise.all(Array.from({ length: workers }, () => startSyncWorker(start, options)));
      await untilDrained(bench);
      const serverMs = processorTimeMs(server) - serverBeforeMs;
      const [standInMs = 0, ...workersMs] = watched.map((program) => processorTimeMs(program.pid()));
      const arrivals = await align.arrivals();
      const moments = arrivals.filter(({ key }) => !key.startsWith('Bearer setup-')).map(({ atMs }) => atMs);
      const elapsedMs = Math.max(...moments) - Math.min(...moments);
      return {
        figures: {
          [FIGURE]: moments.length / (elapsedMs / 1000),
          [WORKER_TIME]: workersMs.reduce((sum, ms) => sum + ms, 0) / moments.length,
          [OTHER_TIME]: (serverMs + standInMs) / moments.length,
        },
        gates: entityGates(await align.entities(), await align.counts()),
      };
    });
  } finally {
    await bench.destroy();
  }
}

/** The Postgres server's process. @throws where it is not on this machine */
async function serverOf({ pool }: BenchDatabase): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]?.pid ?? 0);
}
