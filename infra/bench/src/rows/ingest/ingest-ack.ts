import type { Bench } from '../../bench.ts';
import { compete, type Standings } from '../../measure/compete.ts';
import type { RowResult, Verdict } from '../../report/row-result.ts';
import { INSERT, INSERT_JOB, ingestContestants, OURS, SEED, STRIPE } from './contestants.ts';
import { measureIngest } from './measure-ingest.ts';
import { surviveKill } from './survive-kill.ts';

const FIGURE = 'deliveries/s';
/** Where the targets stand. */
const TARGET_CONNECTIONS = 64;

/** Signed deliveries to the 200 after their commit. */
export async function ingestAck({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [1, 64], full: [1, 8, 64, 256, 1_000] });
  const durationMs = atScale({ quick: 1_500, full: 5_000 });
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: ingestContestants.map((contestant) => ({
      name: contestant.name,
      isPeer: contestant.isPeer,
      measure: (connections) => measureIngest(databases, contestant, { connections, durationMs }),
    })),
  });
  const axes = { xLabel: 'connections', xScale: 'log' } as const;
  return {
    title: 'Signed deliveries to the 200 after their commit',
    method: [
      `Each connection sends its next delivery when the last is answered, for ${durationMs / 1000} s, over ten organizations; one in ten repeats the one before. One server process each, the load in another.`,
      "Ours is the deployed webhook-ingest, with its limits by address and connection raised since all comes from one; what it took in is then handled by a sync-worker. The seeds' pipeline takes S1's nine steps in the request; the two INSERT peers verify one secret and store the bytes; stripe's engine from npm stores one customer for each of its own signed events.",
    ],
    xLabel: 'connections',
    units: { [FIGURE]: '/s', 'p50 ms': 'ms', 'p99 ms': 'ms' },
    series: standings.series,
    gates: [...standings.gates, await surviveKill(databases)],
    verdicts: verdictsOf(standings),
    charts: [
      { figure: FIGURE, title: 'Deliveries acknowledged per second', yLabel: 'per second', ...axes },
      { figure: 'p99 ms', title: '99th percentile', yLabel: 'ms', yScale: 'log', ...axes },
    ],
  };
}

function verdictsOf({ spread }: Standings): Verdict[] {
  const times = (peer: string, figure: string, x: number): number | undefined => {
    const [ours, theirs] = [spread(OURS, figure, x)?.median, spread(peer, figure, x)?.median];
    return ours === undefined || theirs === undefined ? undefined : ours / theirs;
  };
  const faster = (peer: string, wanted: number): Verdict => ({
    target: `times ${peer} at ${TARGET_CONNECTIONS} connections`,
    wanted,
    direction: 'at least',
    reached: times(peer, FIGURE, TARGET_CONNECTIONS),
    unit: '×',
  });
  return [
    faster(SEED, 5),
    faster(INSERT_JOB, 3),
    faster(STRIPE, 2),
    {
      target: `times the median of ${INSERT} at 1 connection`,
      wanted: 1.1,
      direction: 'at most',
      reached: times(INSERT, 'p50 ms', 1),
      unit: '×',
    },
  ];
}
