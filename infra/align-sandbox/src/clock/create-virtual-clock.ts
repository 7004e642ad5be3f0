import type { Clock } from './clock.ts';

/** A clock that follows another one until it is moved; it can be moved either way, and stopped. */
export type VirtualClock = Clock & {
  read: () => ClockReading;
  advance: (byMs: number) => void;
  set: (toMs: number) => void;
  /** While it stands still, only moving it makes anything due. */
  stop: () => void;
  resume: () => void;
};

export type ClockReading = { nowMs: number; isStopped: boolean; offsetMs: number };

type Timer = { dueMs: number; wake: () => void; cancel: () => void };
const NOTHING = () => {};

/** Makes a clock on top of a real one; what falls due while it is moved is woken in order. */
export function createVirtualClock(real: Clock, start: Partial<ClockReading> = {}): VirtualClock {
  const timers = new Set<Timer>();
  let offsetMs = start.offsetMs ?? 0;
  let stoppedAtMs = start.isStopped === true ? start.nowMs : undefined;
  const nowMs = () => stoppedAtMs ?? real.nowMs() + offsetMs;

  function fire(timer: Timer): void {
    if (!timers.delete(timer)) return;
    timer.cancel();
    timer.wake();
  }
  function arm(timer: Timer): void {
    timer.cancel();
    timer.cancel =
      stoppedAtMs === undefined
        ? real.wakeAfter(Math.max(0, timer.dueMs - nowMs()), () => fire(timer))
        : NOTHING;
  }
  function move(toMs: number): void {
    offsetMs = toMs - real.nowMs();
    if (stoppedAtMs !== undefined) stoppedAtMs = toMs;
    const due = [...timers].filter(({ dueMs }) => dueMs <= toMs);
    for (const timer of due.toSorted((left, right) => left.dueMs - right.dueMs)) fire(timer);
    for (const timer of timers) arm(timer);
  }
  function setStopped(at: number | undefined): void {
    if (at === undefined) offsetMs = nowMs() - real.nowMs();
    stoppedAtMs = at;
    for (const timer of timers) arm(timer);
  }

  return {
    nowMs,
    wakeAfter: (delayMs, wake) => {
      const timer: Timer = { dueMs: nowMs() + delayMs, wake, cancel: NOTHING };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        timer.cancel();
      };
    },
    read: () => ({ nowMs: nowMs(), isStopped: stoppedAtMs !== undefined, offsetMs: nowMs() - real.nowMs() }),
    advance: (byMs) => move(nowMs() + byMs),
    set: move,
    stop: () => setStopped(nowMs()),
    resume: () => setStopped(undefined),
  };
}
