import type { Bench } from '../../bench.ts';
import { compete, type Standings } from '../../measure/compete.ts';
import type { RowResult, Verdict } from '../../report/row-result.ts';
import { bringLibrary, bringOurs, bringSeed } from './contestants.ts';
import { measureDrain } from './measure-drain.ts';

const OURS = 'illumera-align, 1 key';
const SEED = 'seeds';
const USED = '% of the ideal';

/**
 * An endless backlog against Align's limit, counted exactly and by weighted windows at once. Scaled time distorts it, as the
 * budget's tolerances are in real time, so only a quick run scales it.
 */
export async function drain({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const timeScale = atScale({ quick: 10, full: 1 });
  const windows = atScale({ quick: 2, full: 3 });
  const limit = { requests: 600, windowMs: 60_000 / timeScale };
  const points = atScale({ quick: [1, 2], full: [1, 2, 4, 8] });
  const run = (bring: Parameters<typeof measureDrain>[0]['bring']) =>
    measureDrain({ databases, limit, windows, keys: 1, bring });
  const standings = await compete({
    points,
    rounds,
    isAtOnce: true,
    say,
    contestants: [
      { name: OURS, isPeer: false, measure: (workers) => run(bringOurs(workers)) },
      { name: SEED, isPeer: true, at: [1], measure: () => run(bringSeed) },
      ...['p-queue', 'p-queue, strict', 'bottleneck'].map((library) => ({
        name: library,
        isPeer: true,
        at: library === 'p-queue' ? [1] : [1, 2],
        measure: (workers: number) => run(bringLibrary(library, workers)),
      })),
    ],
  });
  return {
    title: "An endless backlog against Align's limit",
    method: [
      `600 requests in any ${limit.windowMs / 1000} s (${timeScale === 1 ? "in Align's own time" : `time runs ${timeScale} times as fast as Align's, which distorts the result`}), counted exactly and by weighted windows at once: either refuses with 429.`,
      `Counted from the first arrival over ${windows} windows; the ideal is ${windows} × 600 for each key. Entries are created and then submitted.`,
      'All run at the same time, each against a stand-in and a database of its own.',
      "The seeds' first poll sends at once, so that three windows hold seven polls of ten calls; in the long run it sends 3.3 % of the ideal.",
      "The sync-worker is the deployed one under the scaled limit; the seeds' poll is scaled with it. The libraries send creates straight from memory, without an outbox.",
    ],
    xLabel: 'worker processes',
    units: { [USED]: '%', '429s': '', 'calls/s': '/s' },
    series: standings.series,
    gates: standings.gates,
    verdicts: verdictsOf(standings, points),
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
