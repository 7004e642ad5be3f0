import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabases } from '../../database/bench-databases.ts';
import type { Measured } from '../../measure/compete.ts';
import { startSyncWorker } from '../../programs/start-sync-worker.ts';
import { differenceGates, readMoment } from '../reconcile/difference-gates.ts';
import { naiveOracle } from '../reconcile/naive-oracle.ts';
import { idealSeconds, requestSweep, type SweepSetting, withTwoSides } from './sweep-setting.ts';

export const TIMES_IDEAL = 'times the ideal';
export const SECONDS = 's';

/** From the request of a run to its end, with nothing else to send on its key. */
export function measureSweep(
  databases: BenchDatabases,
  sweep: { rows: number; roundTripMs: number },
): Promise<Measured> {
  return withTwoSides(databases, sweep, async (setting) => {
    const { start, bench, align } = setting;
    const { connectionString, pool } = bench;
    await startSyncWorker(start, { connectionString, alignBaseUrl: align.baseUrl });
    const wanted = await naiveOracle(pool);
    const since = await readMoment(pool);
    const runId = await requestSweep(setting);
    const seconds = await untilEnded(setting, { runId, limitSeconds: 3 * idealSeconds(sweep.rows) + 30 });
    const { refused, arrivals } = await align.counts();
    return {
      figures: { [TIMES_IDEAL]: seconds / idealSeconds(sweep.rows), [SECONDS]: seconds, calls: arrivals },
      gates: [
        ...(await differenceGates(pool, { runId, since, wanted })),
        { name: 'nothing is refused for the limit', passed: refused === 0, detail: `${refused} refused` },
      ],
    };
  });
}

const LOOK_EVERY_MS = 200;

/** @returns how long the run took since it was requested, by the database's clock */
async function untilEnded(
  { bench }: SweepSetting,
  { runId, limitSeconds }: { runId: string; limitSeconds: number },
): Promise<number> {
  const deadline = performance.now() + limitSeconds * 1000;
  for (;;) {
    const { rows } = await bench.pool.query<{ seconds: number | null }>(
      `select extract(epoch from finished_at - created_at)::float8 as seconds
       from align_reconciliation_runs where id = $1`,
      [runId],
    );
    const seconds = rows[0]?.seconds;
    if (seconds != null) return seconds;
    if (performance.now() > deadline) throw new Error(`the run has not ended in ${limitSeconds} s`);
    await delay(LOOK_EVERY_MS);
  }
}
