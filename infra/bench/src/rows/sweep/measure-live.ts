import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import { createLinkedProjects } from '../../database/create-linked-projects.ts';
import type { Measured } from '../../measure/compete.ts';
import { percentile } from '../../measure/percentile.ts';
import type { RunningAlign } from '../../programs/start-align.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import { changeProject, enqueueOurs } from '../latency/change-project.ts';
import { requestSweep, type SweepSetting, withTwoSides } from './sweep-setting.ts';

export const IDLE = 'live p99 ms, idle';
export const SWEEPING = 'live p99 ms, sweeping';

export interface LiveRun {
  rows: number;
  roundTripMs: number;
  /** In each of the two phases. */
  changes: number;
  changesPerSecond: number;
}

/** Enough for each to be back from Align before its next change. */
const PROJECTS = 20;
/** Not measured: connections and prepared statements are made with the first ones. */
const WARM_UP_CHANGES = 10;
const ARRIVAL_LIMIT_MS = 30_000;

/** Commits changes at random moments and looks when each arrived, first without a sweep on the same key, then during one. */
export function measureLive(databases: BenchDatabases, run: LiveRun): Promise<Measured> {
  return withTwoSides(databases, run, async (setting) => {
    const { bench, company, align } = setting;
    const { connectionString, database } = bench;
    const { baseUrl: alignBaseUrl } = align;
    const companies = Array.from({ length: PROJECTS }, () => company);
    const projects = await createLinkedProjects(database, companies, alignBaseUrl);
    await startSyncWorker(setting.start, { connectionString, alignBaseUrl });
    let last = 0;
    const phase = async (count: number): Promise<number[]> => {
      const committed = new Map<string, number>();
      for (let index = 0; index < count; index += 1) {
        const project = projects[(last += 1) % PROJECTS];
        if (project === undefined) continue;
        const name = `change ${last}`;
        committed.set(name, await changeProject(database, { project, name, enqueue: enqueueOurs }));
        await delay((Math.random() * 2 * 1000) / run.changesPerSecond);
      }
      return arrivalsAfter(align, committed);
    };
    await phase(WARM_UP_CHANGES);
    const idle = await phase(run.changes);
    const runId = await requestSweep(setting);
    await untilPages(align, 20);
    const sweeping = await phase(run.changes);
    const { refused } = await align.counts();
    return {
      figures: { ...figuresOf(IDLE, idle), ...figuresOf(SWEEPING, sweeping) },
      gates: [
        everyChange(run, [...idle, ...sweeping]),
        await stillSweeping(setting, runId),
        { name: 'nothing is refused for the limit', passed: refused === 0, detail: `${refused} refused` },
      ],
    };
  });
}

async function arrivalsAfter(align: RunningAlign, committed: Map<string, number>): Promise<number[]> {
  const deadline = performance.now() + ARRIVAL_LIMIT_MS;
  for (;;) {
    const arrivedAt = new Map((await align.arrivals()).map(({ mark = '', atMs }) => [mark, atMs]));
    const latencies = [...committed].flatMap(([name, committedAtMs]) => {
      const atMs = arrivedAt.get(name);
      return atMs === undefined ? [] : [atMs - committedAtMs];
    });
    if (latencies.length === committed.size || performance.now() > deadline) return latencies;
    await delay(100);
  }
}

async function untilPages(align: RunningAlign, pages: number): Promise<void> {
  const deadline = performance.now() + ARRIVAL_LIMIT_MS;
  for (;;) {
    const arrivals = await align.arrivals();
    if (arrivals.filter(({ path }) => path.endsWith('/time-entries')).length >= pages) return;
    if (performance.now() > deadline) throw new Error('the sweep does not begin');
    await delay(100);
  }
}

function figuresOf(p99: string, latencies: readonly number[]): Record<string, number> {
  if (latencies.length === 0) return {};
  return { [p99.replace('p99', 'p50')]: percentile(latencies, 0.5), [p99]: percentile(latencies, 0.99) };
}

function everyChange({ changes }: LiveRun, latencies: readonly number[]) {
  const passed = latencies.length === 2 * changes;
  return { name: 'every change arrives', passed, detail: `${latencies.length} of ${2 * changes}` };
}

async function stillSweeping({ bench }: SweepSetting, runId: string) {
  const { rows } = await bench.pool.query<{ state: string }>(
    'select state from align_reconciliation_runs where id = $1',
    [runId],
  );
  const state = rows[0]?.state ?? 'gone';
  return { name: 'the sweep lasts as long as the changes', passed: state === 'running', detail: state };
}
