import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { connectCompanies } from '../../database/connect-companies.ts';
import { createLinkedProjects } from '../../database/create-linked-projects.ts';
import type { Measured } from '../../measure/compete.ts';
import { percentile } from '../../measure/percentile.ts';
import { type RunningAlign, startAlign } from '../../programs/start-align.ts';
import { withPrograms } from '../../programs/with-programs.ts';
import { changeProject } from './change-project.ts';
import type { Bring } from './contestants.ts';

export interface LatencyRun {
  databases: BenchDatabases;
  bring: Bring;
  changes: number;
  changesPerSecond: number;
}

/** Each change meets a key that has been idle for a while. */
const KEYS = 10;
/** Not measured: connections and prepared statements are made with the first ones. */
const WARM_UP_CHANGES = 10;
const ARRIVAL_LIMIT_MS = 60_000;

/** Commits changes at random moments and looks when each arrived at the stand-in. */
export async function measureLatency(run: LatencyRun): Promise<Measured> {
  const bench = await run.databases.migrated();
  try {
    return await withPrograms(async (start) => {
      const align = await startAlign(start);
      const companies = await connectCompanies(bench.database, KEYS);
      const projects = await createLinkedProjects(bench.database, companies, align.baseUrl);
      const brought = await run.bring({ start, bench, alignBaseUrl: align.baseUrl, projects });
      const committed = new Map<string, number>();
      for (let index = 0; index < run.changes + WARM_UP_CHANGES; index += 1) {
        const project = projects[index % projects.length];
        if (project === undefined) continue;
        const name = `change ${index}`;
        committed.set(name, await changeProject(bench.database, { project, name, enqueue: brought.enqueue }));
        await delay((Math.random() * 2 * 1000) / run.changesPerSecond);
      }
      const latencies = await latenciesOf(align, committed);
      await brought.stop?.();
      return measuredOf(latencies, run.changes);
    });
  } finally {
    await bench.destroy();
  }
}

/** By the order in which the changes were committed, without those of the warm-up. */
async function latenciesOf(align: RunningAlign, committed: Map<string, number>): Promise<number[]> {
  const deadline = performance.now() + ARRIVAL_LIMIT_MS;
  for (;;) {
    const arrivals = await align.arrivals();
    const arrivedAt = new Map(arrivals.toReversed().map(({ mark = '', atMs }) => [mark, atMs]));
    const measured = [...committed].slice(WARM_UP_CHANGES);
    const missing = measured.filter(([name]) => !arrivedAt.has(name));
    if (missing.length === 0 || performance.now() > deadline)
      return measured
        .flatMap(([name, atMs]) => (arrivedAt.get(name) ?? Number.NaN) - atMs)
        .filter(Number.isFinite);
    await delay(100);
  }
}

function measuredOf(latencies: readonly number[], changes: number): Measured {
  const arrived = latencies.length;
  const gate = {
    name: 'every change arrives',
    passed: arrived === changes,
    detail: `${arrived} of ${changes}`,
  };
  if (arrived === 0) return { figures: {}, gates: [gate] };
  const figures = {
    'p50 ms': percentile(latencies, 0.5),
    'p99 ms': percentile(latencies, 0.99),
    'mean ms': latencies.reduce((sum, value) => sum + value, 0) / arrived,
  };
  return { figures, gates: [gate] };
}
