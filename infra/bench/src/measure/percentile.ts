/**
 * The smallest of the values that at least `share` (0–1) of them do not exceed (nearest rank).
 * @throws RangeError when there is no value
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('a percentile needs at least one value');
  return found;
}
