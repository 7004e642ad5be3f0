import type { Bench } from '../../bench.ts';
import { compete, type Standings } from '../../measure/compete.ts';
import type { Gate, RowResult, Verdict } from '../../report/row-result.ts';
import { IDLE, measureLive, SWEEPING } from './measure-live.ts';
import { measureSeedSweep } from './measure-seed-sweep.ts';
import { measureSweep, SECONDS, TIMES_IDEAL } from './measure-sweep.ts';

const OURS = 'illumera-align';
const LIVE = 'illumera-align, live changes';
const SEED = "the seeds' script";
const ROUND_TRIPS_MS = [150, 1_000];
const MAX_TIMES_SLOWER = 2;

/** How long a sweep of time entries lasts under Align's limit however far Align is, and what it costs live changes. */
export async function reconcileSweep({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const rows = atScale({ quick: 10_000, full: 150_000 });
  const seedRows = atScale({ quick: 1_000, full: 10_000 });
  const live = atScale({
    quick: { changes: 20, changesPerSecond: 4 },
    full: { changes: 200, changesPerSecond: 3 },
  });
  const standings = await compete({
    points: ROUND_TRIPS_MS,
    rounds,
    isAtOnce: true,
    say,
    contestants: [
      { name: OURS, isPeer: false, measure: (roundTripMs) => measureSweep(databases, { rows, roundTripMs }) },
      {
        name: LIVE,
        isPeer: false,
        measure: (roundTripMs) => measureLive(databases, { rows, roundTripMs, ...live }),
      },
      {
        name: SEED,
        isPeer: true,
        measure: (roundTripMs) => measureSeedSweep(databases, { rows: seedRows, roundTripMs }),
      },
    ],
  });
  return {
    title: "A sweep of time entries under Align's limit",
    method: [
      `${rows} entries of projects with 5,000 each; one in a thousand was approved there. From the request of a run to its end, with the deployed sync-worker and Align's limit in Align's own time: the ideal is a page of 100 every tenth of a second. The stand-in holds each answer back for the round trip, and refuses what is over the limit by either way of counting.`,
      `The script of the reconciliation page is as printed, but for the \`?\` that it sets a second time; it reads ${seedRows} entries page after page, without a limiter.`,
      `Live changes: ${live.changes} of twenty projects in turns, about ${live.changesPerSecond} a second at random moments, on the key of the sweep; from COMMIT to the request's arrival, before a sweep and during one.`,
      'All run at the same time, each against a stand-in and a database of its own.',
    ],
    xLabel: 'round trip, ms',
    units: { [TIMES_IDEAL]: '×', [SECONDS]: 's', calls: '', [IDLE]: 'ms', [SWEEPING]: 'ms' },
    series: standings.series,
    gates: [...standings.gates, ...ROUND_TRIPS_MS.map((roundTripMs) => liveGate(standings, roundTripMs))],
    verdicts: ROUND_TRIPS_MS.map((roundTripMs) => verdictAt(standings, roundTripMs)),
    charts: [
      {
        figure: TIMES_IDEAL,
        title: "How long a sweep lasts, beside what Align's limit makes it",
        xLabel: 'round trip, ms',
        yLabel: 'times the ideal',
        yScale: 'log',
      },
    ],
  };
}

function verdictAt({ spread }: Standings, roundTripMs: number): Verdict {
  return {
    target: `of ceil(rows/100)/10 s at ${roundTripMs} ms`,
    wanted: 1.03,
    direction: 'at most',
    reached: spread(OURS, TIMES_IDEAL, roundTripMs)?.median,
    unit: '×',
  };
}

function liveGate({ spread }: Standings, roundTripMs: number): Gate {
  const idle = spread(LIVE, IDLE, roundTripMs)?.median ?? Number.NaN;
  const sweeping = spread(LIVE, SWEEPING, roundTripMs)?.median ?? Number.NaN;
  return {
    name: `live p99 during a sweep is at most ${MAX_TIMES_SLOWER} times the idle one, at ${roundTripMs} ms`,
    passed: sweeping <= MAX_TIMES_SLOWER * idle,
    detail: `${sweeping.toFixed(1)} ms beside ${idle.toFixed(1)} ms`,
  };
}
