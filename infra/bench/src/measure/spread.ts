/** What the rounds of one measurement came to. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/**
 * The median of the rounds with the least and the greatest; of an even number the mean of the middle two.
 * @throws RangeError when there is no round
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.ceil((sorted.length - 1) / 2)];
  const min = sorted[0];
  const max = sorted.at(-1);
  if (lower === undefined || upper === undefined || min === undefined || max === undefined)
    throw new RangeError('a spread needs at least one round');
  return { median: (lower + upper) / 2, min, max };
}
