import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from '../outbox/outcome.ts';

/** Outcomes after which nothing more of the connection may be sent for now. */
const ENDS_DRAIN: ReadonlySet<Outcome['kind']> = new Set(['rate_limited', 'paused', 'key_refused']);

/** The attempts of a drain that have begun and not ended. */
export interface UnderWay {
  start: (attempt: Promise<Outcome[]>) => void;
  size: () => number;
  /** False once an attempt has failed or ended the drain. */
  mayGoOn: () => boolean;
  /** Waits until one has ended, but no longer than that. */
  anEnd: (limitMs: number) => Promise<void>;
  /**
   * To be asked when none is left.
   * @throws the first error of an attempt
   */
  throwFailure: () => void;
}

/** Keeps track of a drain's attempts; their errors wait until all have ended. */
export function trackUnderWay(): UnderWay {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let mayGoOn = true;
  const watch = async (attempt: Promise<Outcome[]>): Promise<void> => {
    try {
      const outcomes = await attempt;
      if (outcomes.some((outcome) => ENDS_DRAIN.has(outcome.kind))) mayGoOn = false;
    } catch (error) {
      mayGoOn = false;
      failures.push(error);
    }
  };
  return {
    start: (attempt) => {
      const watched = watch(attempt).finally(() => running.delete(watched));
      running.add(watched);
    },
    size: () => running.size,
    mayGoOn: () => mayGoOn,
    anEnd: (limitMs) => Promise.race([...running, delay(limitMs)]),
    throwFailure: () => {
      if (failures.length > 0) throw failures[0];
    },
  };
}
