/** Unix milliseconds with fractions; processes of one machine agree on it. */
export function wallClockMs(): number {
  return performance.timeOrigin + performance.now();
}
