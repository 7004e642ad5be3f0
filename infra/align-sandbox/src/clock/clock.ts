/** Where the stand-in gets its time from; a test hands in one that it moves by hand. */
export type Clock = {
  nowMs: () => number;
  /** Calls `wake` once `delayMs` have passed on this clock; the answer cancels it. */
  wakeAfter: (delayMs: number, wake: () => void) => () => void;
};

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wakeAfter: (delayMs, wake) => {
    const timer = setTimeout(wake, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The clock's time in the form every answer and event carries. */
export function isoNow(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
