import type { Clock } from '../../src/clock/clock.ts';

export type ManualClock = Clock & { advance: (byMs: number) => void };

/** A clock that stands still until a test moves it; what falls due on the way is woken in order. */
export function manualClock(startIso: string): ManualClock {
  let nowMs = Date.parse(startIso);
  let timers: { dueMs: number; wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    wakeAfter: (delayMs, wake) => {
      const timer = { dueMs: nowMs + delayMs, wake };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance: (byMs) => {
      nowMs += byMs;
      const due = timers.filter((timer) => timer.dueMs <= nowMs).toSorted((a, b) => a.dueMs - b.dueMs);
      timers = timers.filter((timer) => timer.dueMs > nowMs);
      for (const timer of due) timer.wake();
    },
  };
}
