import { cpus } from 'node:os';
import type { Bench } from '../bench.ts';
import type { BenchDatabases } from '../database/bench-databases.ts';
import { serverProcess } from '../database/server-process.ts';
import { compete, type Measured } from '../measure/compete.ts';
import { processorTimeMs } from '../machine/processor-time.ts';
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
/** The slower of the round trips that reconciliation is measured with. */
const ANSWER_AFTER_MS = 1_000;
const DISTANT = 'answers after 1 s';
const AT_ONCE = 'answers at once';

interface Backlog {
  keys: number;
  callsPerKey: number;
}

/** Drain throughput over many keys that no limit holds back. */
export async function scale({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 2], full: [1, 2, 4, 8] });
  const distant = atScale({ quick: { keys: 40, callsPerKey: 60 }, full: { keys: 80, callsPerKey: 100 } });
  const atOnce = atScale({ quick: { keys: 10, callsPerKey: 200 }, full: { keys: 20, callsPerKey: 300 } });
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: [
      {
        name: DISTANT,
        isPeer: false,
        measure: (workers) =>
          measure(databases, { workers, backlog: distant, answerAfterMs: ANSWER_AFTER_MS }),
      },
      {
        name: AT_ONCE,
        isPeer: false,
        measure: (workers) => measure(databases, { workers, backlog: atOnce, answerAfterMs: 0 }),
      },
    ],
  });
  const at = (workers: number, name: string, figure = FIGURE) =>
    standings.spread(name, figure, workers)?.median;
  const [one, two] = [at(1, DISTANT), at(2, DISTANT)];
  return {
    title: 'Drain throughput without a limit, by processes',
    method: [
      `${DISTANT}: ${distant.keys} keys with ${distant.callsPerKey} calls each, created and then submitted entries, at a stand-in that takes ${ANSWER_AFTER_MS / 1000} s for each answer; from the first arrival until the backlog is done. A process with its defaults drains ten connections at once with no more than 24 calls each under way, so that one cannot pass 240 calls/s and a second is wanted: what is measured is whether processes keep out of each other's way.`,
      `${AT_ONCE}: ${atOnce.keys} keys with ${atOnce.callsPerKey} calls each at a stand-in that answers at once. ${saturation(
        {
          workerMs: at(2, AT_ONCE, WORKER_TIME),
          otherMs: at(2, AT_ONCE, OTHER_TIME),
        },
      )}`,
      'Postgres, the stand-in and the workers share the cores.',
    ],
    xLabel: 'worker processes',
    units: { [FIGURE]: '/s', [WORKER_TIME]: 'ms', [OTHER_TIME]: 'ms' },
    series: standings.series,
    gates: standings.gates,
    verdicts: [
      {
        target: `from 1 to 2 processes, ${DISTANT}`,
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

/** What more processes can come to where nothing but the processors holds them back. */
function saturation(took: { workerMs: number | undefined; otherMs: number | undefined }): string {
  const { workerMs, otherMs } = took;
  if (workerMs === undefined || otherMs === undefined) return '';
  const most = (1_000 * cpus().length) / (workerMs + otherMs);
  return `With two processes a call takes ${workerMs.toFixed(2)} ms of processor time in the workers and ${otherMs.toFixed(2)} ms in Postgres and the stand-in, so that the ${cpus().length} cores are used up at ${most.toFixed(0)} calls/s, however many processes there are; one process comes close to that by itself.`;
}

async function measure(
  databases: BenchDatabases,
  run: { workers: number; backlog: Backlog; answerAfterMs: number },
): Promise<Measured> {
  const { workers, backlog, answerAfterMs } = run;
  const bench = await databases.migrated();
  try {
    return await withPrograms(async (startAny) => {
      const watched: Program[] = [];
      const start: typeof startAny = (program) => {
        const started = startAny(program);
        watched.push(started);
        return started;
      };
      const align = await startAlign(start, { answerAfterMs });
      await loadBacklog(bench.database, { ...backlog, alignBaseUrl: align.baseUrl });
      const options = {
        connectionString: bench.connectionString,
        alignBaseUrl: align.baseUrl,
        limit: NO_LIMIT,
      };
      const server = await serverProcess(bench);
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
