import type { Bench } from '../../bench.ts';
import { compete, mergeGates, type Standings } from '../../measure/compete.ts';
import type { RowResult, Verdict } from '../../report/row-result.ts';
import { bringLibrary, bringOurs, bringSeed } from './contestants.ts';
import { measureDrain } from './measure-drain.ts';
import { measureManyKeys } from './measure-many-keys.ts';

const OURS = 'illumera-align, 1 key';
const OURS_TEN = 'illumera-align, 10 keys';
const OURS_MANY = 'illumera-align, 1,000 keys';
const SEED = 'seeds';
const USED = '% of the ideal';
/** A little more than one, so that neither a burst of the first window nor a poll at its end falls at the edge. */
const WINDOWS = { before: 1.1, counted: 1 };
const MANY = { workers: 2, callsPerKey: 10 };

/**
 * An endless backlog against Align's limit, counted exactly and by weighted windows at once. Scaled time distorts it, as the
 * budget's tolerances are in real time, so only a quick run scales it.
 */
export async function drain({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const timeScale = atScale({ quick: 10, full: 1 });
  const manyKeys = atScale({ quick: 100, full: 1_000 });
  const limit = { requests: 600, windowMs: 60_000 / timeScale };
  const points = atScale({ quick: [1, 2], full: [1, 2, 4, 8] });
  const run = (bring: Parameters<typeof measureDrain>[0]['bring'], keys = 1) =>
    measureDrain({ databases, limit, windows: WINDOWS, keys, bring });
  const standings = await compete({
    points,
    rounds,
    isAtOnce: true,
    say,
    contestants: [
      { name: OURS, isPeer: false, measure: (workers) => run(bringOurs(workers)) },
      { name: OURS_TEN, isPeer: false, at: [2], measure: (workers) => run(bringOurs(workers), 10) },
      { name: SEED, isPeer: true, at: [1], measure: () => run(bringSeed) },
      ...['p-queue', 'p-queue, strict', 'bottleneck'].map((library) => ({
        name: library,
        isPeer: true,
        at: library === 'p-queue' ? [1] : [1, 2],
        measure: (workers: number) => run(bringLibrary(library, workers)),
      })),
    ],
  });
  const many = await compete({
    points: [MANY.workers],
    rounds,
    say,
    contestants: [
      {
        name: OURS_MANY,
        isPeer: false,
        measure: (workers) =>
          measureManyKeys({ databases, limit, workers, keys: manyKeys, callsPerKey: MANY.callsPerKey }),
      },
    ],
  });
  return {
    title: "An endless backlog against Align's limit",
    method: [
      `600 requests in any ${limit.windowMs / 1000} s (${timeScale === 1 ? "in Align's own time" : `time runs ${timeScale} times as fast as Align's, which distorts the result`}), counted exactly and by weighted windows at once: either refuses with 429.`,
      `The steady state: one window is counted, from ${WINDOWS.before} windows after the first arrival on, when a rested key's first burst has left it; the ideal is 600 for each key. Refusals are counted from the beginning. Entries are created and then submitted.`,
      'All run at the same time, each against a stand-in and a database of its own.',
      `${manyKeys} keys with ${MANY.callsPerKey} calls each follow by themselves with ${MANY.workers} workers, from the first arrival to the last: their limits together are far beyond what the machine can send.`,
      "The sync-worker is the deployed one under the scaled limit; the seeds' poll is scaled with it. The libraries send creates straight from memory, without an outbox.",
    ],
    xLabel: 'worker processes',
    units: { [USED]: '%', '429s': '', 'calls/s': '/s' },
    series: [...standings.series, ...many.series],
    gates: mergeGates([...standings.gates, ...many.gates]),
    verdicts: [...verdictsOf(standings, points), ...verdictsOfManyKeys(standings, many)],
    charts: [
      {
        figure: USED,
        title: "Share of the limit's ideal",
        xLabel: 'worker processes',
        yLabel: '%',
        xScale: 'log',
      },
      {
        figure: '429s',
        title: 'Requests refused',
        xLabel: 'worker processes',
        yLabel: '429s',
        xScale: 'log',
      },
    ],
  };
}

function verdictsOf({ spread }: Standings, points: readonly number[]): Verdict[] {
  const seed = spread(SEED, 'calls/s', 1)?.median;
  const ours = spread(OURS, 'calls/s', 1)?.median;
  const each = points.flatMap((workers): Verdict[] => [
    {
      target: `of the ideal with ${workers} workers`,
      wanted: 98.5,
      direction: 'at least',
      reached: spread(OURS, USED, workers)?.median,
      unit: '%',
    },
    {
      target: `requests refused with ${workers} workers`,
      wanted: 0,
      direction: 'at most',
      reached: spread(OURS, '429s', workers)?.max,
      unit: '429s',
    },
  ]);
  const times = seed === undefined || ours === undefined || seed === 0 ? undefined : ours / seed;
  return [
    ...each,
    { target: "times the seeds' design", wanted: 29, direction: 'at least', reached: times, unit: '×' },
  ];
}

function verdictsOfManyKeys(standings: Standings, many: Standings): Verdict[] {
  return [
    {
      target: 'of the ideal with 2 workers, 10 keys',
      wanted: 98.5,
      direction: 'at least',
      reached: standings.spread(OURS_TEN, USED, 2)?.median,
      unit: '%',
    },
    {
      target: `requests refused with ${MANY.workers} workers, 1,000 keys`,
      wanted: 0,
      direction: 'at most',
      reached: many.spread(OURS_MANY, '429s', MANY.workers)?.max,
      unit: '429s',
    },
  ];
}
