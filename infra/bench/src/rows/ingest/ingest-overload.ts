import type { Bench } from '../../bench.ts';
import { compete } from '../../measure/compete.ts';
import type { RowResult, Verdict } from '../../report/row-result.ts';
import { INSERT_JOB, ingestContestants, OURS, SEED } from './contestants.ts';
import { measureOverload } from './measure-overload.ts';

const TIMES_CAPACITY = 2;

/** More deliveries than can be taken in, whether or not the earlier ones are answered. */
export async function ingestOverload({ databases, rounds, atScale, say }: Bench): Promise<RowResult> {
  const points = atScale({ quick: [TIMES_CAPACITY], full: [0.5, 1, TIMES_CAPACITY, 3] });
  const durationMs = atScale({ quick: 5_000, full: 60_000 });
  const measured = ingestContestants.filter(({ name }) => [OURS, SEED, INSERT_JOB].includes(name));
  const standings = await compete({
    points,
    rounds,
    say,
    contestants: measured.map((contestant) => ({
      name: contestant.name,
      isPeer: contestant.isPeer,
      ...(contestant.isPeer ? { at: [TIMES_CAPACITY] } : {}),
      measure: (timesCapacity) => measureOverload(databases, contestant, { timesCapacity, durationMs }),
    })),
  });
  const ours = (figure: string) => standings.spread(OURS, figure, TIMES_CAPACITY);
  const goodput: Verdict = {
    target: 'goodput of the peak',
    wanted: 90,
    direction: 'at least',
    reached: ours('goodput, % of the peak')?.median,
    unit: '%',
  };
  const atMost = (target: string, figure: string, limit: { wanted: number; unit: string }): Verdict => ({
    target,
    ...limit,
    direction: 'at most',
    reached: ours(figure)?.max,
  });
  const axes = { xLabel: 'times the capacity', xScale: 'linear' } as const;
  return {
    title: 'Twice as many deliveries as can be taken in',
    method: [
      `Postgres and whoever takes the deliveries in share one core and the load has another, so that it is offered in time whatever becomes of it. The capacity is what a closed loop on 256 connections reaches just before. An open loop then offers a multiple of it for ${durationMs / 1000} s over at most 4,096 connections, opened as they are needed, timed from when each is due, so that a wait for a connection counts (how late the load itself sent and read at worst stands beside), and a tenth of it afterwards; it has recovered when everything is answered 200 within a second again.`,
    ],
    xLabel: 'times the capacity',
    units: {
      'peak/s': '/s',
      'offered, times the peak': '×',
      'goodput, % of the peak': '%',
      'slowest answer, s': 's',
      'load sent late by, s': 's',
      'load read late by, s': 's',
      'recovered after, s': 's',
      'memory, MB': 'MB',
    },
    series: standings.series,
    gates: standings.gates,
    verdicts: [
      atMost('the slowest answer', 'slowest answer, s', { wanted: 5, unit: 's' }),
      goodput,
      atMost('recovered', 'recovered after, s', { wanted: 5, unit: 's' }),
      atMost('memory of the second half to the first', 'memory, second half to first', {
        wanted: 1.2,
        unit: '×',
      }),
    ],
    charts: [
      { figure: 'goodput, % of the peak', title: 'Goodput', yLabel: '% of the peak', ...axes },
      { figure: 'slowest answer, s', title: 'Slowest answer', yLabel: 's', ...axes },
    ],
  };
}
