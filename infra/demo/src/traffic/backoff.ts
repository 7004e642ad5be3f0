const LONGEST_MS = 60_000;

/** How long to rest after an act, twice as long for every failure in a row, up to a minute. */
export function backoffMs(pauseMs: number, failures: number): number {
  return Math.min(pauseMs * 2 ** failures, Math.max(pauseMs, LONGEST_MS));
}
