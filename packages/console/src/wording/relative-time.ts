const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago an instant was, in words. An instant ahead of this machine's clock counts as now, never as negative. */
export function timeAgo(instant: string, nowMs: number): string {
  const passedMs = nowMs - Date.parse(instant);
  return passedMs < 2 * SECOND_MS ? 'just now' : `${span(passedMs, Math.floor)} ago`;
}

/** How long until an instant, in words; `now` once it has come. */
export function timeUntil(instant: string, nowMs: number): string {
  const remainingMs = Date.parse(instant) - nowMs;
  return remainingMs <= 0 ? 'now' : `in ${span(remainingMs, Math.ceil)}`;
}

function span(lengthMs: number, round: (value: number) => number): string {
  if (lengthMs < MINUTE_MS) return `${Math.max(1, round(lengthMs / SECOND_MS))} s`;
  if (lengthMs < HOUR_MS) return `${round(lengthMs / MINUTE_MS)} min`;
  if (lengthMs < 2 * DAY_MS) return `${round(lengthMs / HOUR_MS)} h`;
  return `${round(lengthMs / DAY_MS)} days`;
}
