/** `resetAtMs` is when the oldest counted arrival leaves the window. */
type Place = {
  isAdmitted: boolean;
  remaining: number;
  resetAtMs: number;
  retryAfterMs: number;
};

export type SlidingWindow = {
  admit: (key: string, nowMs: number) => Place;
  clear: () => void;
};

/** Counts admitted arrivals exactly: at most `limit` of a key in any `windowMs`. */
export function createSlidingWindow({ limit, windowMs }: { limit: number; windowMs: number }): SlidingWindow {
  const arrivals = new Map<string, number[]>();
  return {
    admit: (key, nowMs) => {
      const counted = (arrivals.get(key) ?? []).filter((atMs) => atMs > nowMs - windowMs);
      const isAdmitted = counted.length < limit;
      if (isAdmitted) counted.push(nowMs);
      arrivals.set(key, counted);
      const resetAtMs = (counted[0] ?? nowMs) + windowMs;
      return { isAdmitted, remaining: limit - counted.length, resetAtMs, retryAfterMs: resetAtMs - nowMs };
    },
    clear: () => arrivals.clear(),
  };
}
