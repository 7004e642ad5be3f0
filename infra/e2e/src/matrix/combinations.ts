import { createHash } from 'node:crypto';
import type { SwitchChanges } from '@illumera/align-sandbox/switches';
import { TURNS } from './turns.ts';

export type Combination = { name: string; changes: SwitchChanges };

type Turn = [name: string, value: string | number];

const ALL = Object.entries(TURNS) as [string, readonly (string | number)[]][];
/** An unlock that is neither told of nor shown in the status cannot be found by anybody. */
const TURNED_ALONE = 'droppedDeliveries';
const TOGETHER = ALL.filter(([name]) => name !== TURNED_ALONE);
const MOST_VALUES = Math.max(...TOGETHER.map(([, values]) => values.length));

/** Every single switch at every value. */
export function singleSwitches(): Combination[] {
  return ALL.flatMap(([name, values]) => values.map((value) => combinationOf([[name, value]])));
}

/** The fewest combinations in which every value of every switch that may be turned with others is met once. */
export function coveringCombinations(): Combination[] {
  return Array.from({ length: MOST_VALUES }, (_, row) =>
    combinationOf(TOGETHER.flatMap(([name, values]) => turnTo(name, values[row % values.length]))),
  );
}

/** Combinations in which each switch is turned or not by chance; the same seed gives the same ones. */
export function randomCombinations(seed: string, count: number): Combination[] {
  return Array.from({ length: count }, (_, row) => {
    const turns = TOGETHER.flatMap(([name, values]) => {
      const chance = createHash('sha256').update(`${seed} ${row} ${name}`).digest().readUInt32BE();
      return turnTo(name, values[chance % (2 * values.length)]);
    });
    return combinationOf(turns);
  });
}

function turnTo(name: string, value: string | number | undefined): Turn[] {
  return value === undefined ? [] : [[name, value]];
}

function combinationOf(turns: readonly Turn[]): Combination {
  return {
    name: turns.map(([name, value]) => `${name}=${value}`).join(', ') || 'nothing turned',
    changes: Object.fromEntries(turns),
  };
}
