const TIMESTAMP = /^\d{10}$/;
const MAX_SKEW_SECONDS = 300;

/**
 * Judges an X-Align-Timestamp header against our clock in whole Unix seconds: fresh up to 300 s away in
 * either direction, both ends included (S1 "Timestamp skew check"). Anything but ten digits is malformed.
 */
export function checkTimestamp(header: string | undefined, nowMs: number): 'fresh' | 'stale' | 'malformed' {
  if (header === undefined || !TIMESTAMP.test(header)) return 'malformed';
  const skewSeconds = Math.abs(Math.floor(nowMs / 1000) - Number(header));
  return skewSeconds <= MAX_SKEW_SECONDS ? 'fresh' : 'stale';
}
