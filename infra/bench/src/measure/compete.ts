import { watchCores } from '../machine/watch-cores.ts';
import type { Gate, Series } from '../report/row-result.ts';
import { interleave, type Turn } from './interleave.ts';
import { type Spread, spreadOf } from './spread.ts';

/**
 * How busy all cores were over a whole turn, its setting up included, whoever kept them so. A turn whose measuring several
 * share brings it by itself.
 */
export const BUSY = 'machine busy, %';

/** What one turn brought: named figures, and what had to hold for them to count. */
export interface Measured {
  figures: Record<string, number>;
  gates: readonly Gate[];
}

export interface Contestant {
  name: string;
  /** A peer that fails a gate loses that turn's figures; ours voids the row. */
  isPeer: boolean;
  /** Where on the curve it is measured; default: at every point. */
  at?: readonly number[];
  measure: (x: number) => Promise<Measured>;
}

export interface Contest {
  contestants: readonly Contestant[];
  /** The points of the curve, e.g. numbers of connections. */
  points: readonly number[];
  rounds: number;
  /** Measures all points and contestants of a round at the same time, where none of them needs the machine's strength. */
  isAtOnce?: boolean;
  say: (line: string) => void;
}

export interface Standings {
  /** One series for each contestant and figure. */
  series: Series[];
  /** One gate for each that any turn named; it passed if it did in every turn. */
  gates: Gate[];
  /** What a contestant's figure came to at a point, where it was measured. */
  spread: (contestant: string, figure: string, x: number) => Spread | undefined;
}

/** Measures every contestant at every point in every round, interleaved. */
export async function compete(contest: Contest): Promise<Standings> {
  const { contestants, points, rounds, isAtOnce = false, say } = contest;
  const turns: { name: string; x: number; measured: Measured }[] = [];
  const take = async ({ contestant, round }: Turn<Contestant>, x: number): Promise<void> => {
    const busyPercent = watchCores();
    const { figures, gates } = await contestant.measure(x);
    const measured = { figures: { [BUSY]: busyPercent(), ...figures }, gates };
    const isVoid = contestant.isPeer && measured.gates.some(({ passed }) => !passed);
    if (!isVoid) turns.push({ name: contestant.name, x, measured });
    say(`  ${contestant.name} at ${x}, round ${round + 1}/${rounds}: ${describeFigures(measured)}`);
  };
  const turnsAt = (x: number) =>
    interleave(
      contestants.filter((each) => (each.at ?? points).includes(x)),
      rounds,
    ).map((turn) => ({ turn, x }));
  const all = points.flatMap(turnsAt);
  const steps = isAtOnce ? Map.groupBy(all, ({ turn }) => turn.round).values() : all.map((one) => [one]);
  for (const step of steps) await Promise.all(step.map(({ turn, x }) => take(turn, x)));
  const spread: Standings['spread'] = (name, figure, x) => {
    const values = turns
      .filter((turn) => turn.name === name && turn.x === x)
      .flatMap((turn) => turn.measured.figures[figure] ?? []);
    return values.length === 0 ? undefined : spreadOf(values);
  };
  const series = contestants.flatMap(({ name }) => {
    const figures = new Set(
      turns.filter((turn) => turn.name === name).flatMap((turn) => Object.keys(turn.measured.figures)),
    );
    return [...figures].map((figure) => ({
      name,
      figure,
      points: points.flatMap((x) => {
        const at = spread(name, figure, x);
        return at === undefined ? [] : [{ x, ...at }];
      }),
    }));
  });
  return { series, spread, gates: mergeGates(turns.flatMap(({ measured }) => measured.gates)) };
}

/** Gates of one name are one: it fails with the first detail that failed. */
export function mergeGates(gates: readonly Gate[]): Gate[] {
  const byName = Map.groupBy(gates, ({ name }) => name);
  return [...byName].flatMap(([, same]) => same.find(({ passed }) => !passed) ?? same.slice(0, 1));
}

function describeFigures({ figures, gates }: Measured): string {
  const failed = gates.filter(({ passed }) => !passed).map(({ name, detail }) => `GATE ${name}: ${detail}`);
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  return [...shown, ...failed].join(', ');
}
