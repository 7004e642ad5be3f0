const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long to wait after the first, second, … failed attempt, in milliseconds (S1 "Outbox Worker"). */
const RETRY_DELAYS_MS = [1 * MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS] as const;

/**
 * Tells how long to wait after so many failed attempts, or that it was the last.
 * @param failedAttempts how many have failed, this one included; 1 or more
 * @returns milliseconds, or undefined when `maxAttempts` are used up
 */
export function retryDelayMs(failedAttempts: number, maxAttempts: number): number | undefined {
  if (failedAttempts >= maxAttempts) return undefined;
  return RETRY_DELAYS_MS[failedAttempts - 1] ?? RETRY_DELAYS_MS[RETRY_DELAYS_MS.length - 1];
}
