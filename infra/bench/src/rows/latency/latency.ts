import type { Bench } from '../../bench.ts';
import { compete } from '../../measure/compete.ts';
import type { RowResult } from '../../report/row-result.ts';
import { type Bring, bringGraphile, bringOurs, bringPgBoss, bringSeed } from './contestants.ts';
import { findLostWakeUp } from './find-lost-wake-up.ts';
import { measureLatency } from './measure-latency.ts';

/** The seeds' poll is measured at this fraction of its 30 s. */
const SEED_SCALE = 30;

/** From COMMIT to the request's arrival at the stand-in, on keys that are idle. */
export async function latency({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [10], full: [5, 10, 50] });
  const changes = atScale({ quick: 40, full: 120 });
  const contestant = (name: string, bring: Bring, at?: readonly number[]) => ({
    name,
    isPeer: bring !== bringOurs,
    ...(at === undefined ? {} : { at }),
    measure: (changesPerSecond: number) => measureLatency({ databases, bring, changes, changesPerSecond }),
  });
  const middle = [10];
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: [
      contestant('illumera-align', bringOurs),
      contestant('graphile-worker, a job per change', bringGraphile),
      contestant('pg-boss, poll of 2 s', bringPgBoss, middle),
      contestant(`seeds, poll of ${30_000 / SEED_SCALE} ms`, bringSeed(30_000 / SEED_SCALE), middle),
    ],
  });
  const gates = [...standings.gates, await findLostWakeUp(databases)];
  const ours = (figure: string) => standings.spread('illumera-align', figure, 10)?.median;
  const seedMean = standings.spread(`seeds, poll of ${30_000 / SEED_SCALE} ms`, 'mean ms', 10)?.median;
  return {
    title: 'Commit to the request at Align, idle key',
    method: [
      `${changes} changes of projects over ten keys, at random moments; from sending COMMIT to the arrival of the PATCH in the stand-in's process.`,
      'The sync-worker is the deployed process with its defaults, budget included; graphile-worker runs with its own, and so does pg-boss but for batches of 100.',
      seedMean === undefined
        ? ''
        : `The seeds' poll runs ${SEED_SCALE} times as often as described; its mean follows from the poll, so at 30 s it is about ${((seedMean * SEED_SCALE) / 1000).toFixed(0)} s.`,
    ],
    xLabel: 'changes per second',
    units: { 'p50 ms': 'ms', 'p99 ms': 'ms', 'mean ms': 'ms' },
    series: standings.series,
    gates,
    verdicts: [
      { target: 'p50', wanted: 10, direction: 'at most', reached: ours('p50 ms'), unit: 'ms' },
      { target: 'p99', wanted: 50, direction: 'at most', reached: ours('p99 ms'), unit: 'ms' },
    ],
    charts: [
      {
        figure: 'p50 ms',
        title: 'Median latency',
        xLabel: 'changes per second',
        yLabel: 'ms',
        xScale: 'log',
        yScale: 'log',
      },
      {
        figure: 'p99 ms',
        title: '99th percentile',
        xLabel: 'changes per second',
        yLabel: 'ms',
        xScale: 'log',
        yScale: 'log',
      },
    ],
  };
}
