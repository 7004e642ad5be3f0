import { seededRandom } from '@illumera/testkit';

/** Choices that are the same for the same seed. */
export interface Dice {
  /** A whole number from 0, below this one. */
  below: (limit: number) => number;
  pick: <Choice>(choices: readonly [Choice, ...Choice[]]) => Choice;
  bytes: (count: number) => Buffer;
}

/** Throws dice by a seed. */
export function createDice(seed: string): Dice {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
