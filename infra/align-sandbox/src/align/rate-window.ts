import type { SwitchValues } from '../switches/switches.ts';

type Counting = SwitchValues['rateCounting'];
type Terms = { nowMs: number; counting: Counting; limit: number; windowMs: number };

/** `resetAtMs` is when the window stops holding what it counts now. */
type Place = { isAdmitted: boolean; remaining: number; resetAtMs: number; retryAfterMs: number };

export type RateWindow = {
  admit: (key: string, terms: Terms) => Place;
  clear: () => void;
};

/** What a way of counting makes of the arrivals of the last two windows, before the present one. */
type Count = { counted: number; resetAtMs: number; freeAtMs: number };

const COUNTINGS = {
  exact: countExactly,
  weighted: countWeighted,
} satisfies Record<Counting, (arrivals: readonly number[], terms: Terms) => Count>;

/** Counts the admitted arrivals of each key; how, and how many are too many, may change from call to call. */
export function createRateWindow(): RateWindow {
  const arrivals = new Map<string, number[]>();
  return {
    admit: (key, terms) => {
      const { nowMs, limit, windowMs, counting } = terms;
      const recent = (arrivals.get(key) ?? []).filter((atMs) => atMs > nowMs - 2 * windowMs);
      const { counted, resetAtMs, freeAtMs } = COUNTINGS[counting](recent, terms);
      const isAdmitted = counted + 1 <= limit;
      if (isAdmitted) recent.push(nowMs);
      arrivals.set(key, recent);
      const remaining = Math.max(0, Math.floor(limit - counted - (isAdmitted ? 1 : 0)));
      return { isAdmitted, remaining, resetAtMs, retryAfterMs: freeAtMs - nowMs };
    },
    clear: () => arrivals.clear(),
  };
}

/** Every arrival within the window counts as one. */
function countExactly(arrivals: readonly number[], { nowMs, limit, windowMs }: Terms): Count {
  const inWindow = arrivals.filter((atMs) => atMs > nowMs - windowMs);
  const oldest = inWindow[0] ?? nowMs;
  const freeing = inWindow[Math.max(0, inWindow.length - limit)] ?? nowMs;
  return { counted: inWindow.length, resetAtMs: oldest + windowMs, freeAtMs: freeing + windowMs };
}

/** Windows start at whole multiples of their length; the last one counts by the share still covered. */
function countWeighted(arrivals: readonly number[], { nowMs, limit, windowMs }: Terms): Count {
  const startMs = Math.floor(nowMs / windowMs) * windowMs;
  const current = arrivals.filter((atMs) => atMs >= startMs).length;
  const previous = arrivals.filter((atMs) => atMs < startMs && atMs >= startMs - windowMs).length;
  const passed = (nowMs - startMs) / windowMs;
  const room = limit - 1 - current;
  const freeShare = room < 0 ? 1 + 1 / limit : 1 - room / Math.max(previous, 1);
  return {
    counted: previous * (1 - passed) + current,
    resetAtMs: startMs + windowMs,
    freeAtMs: Math.max(nowMs, startMs + freeShare * windowMs),
  };
}
