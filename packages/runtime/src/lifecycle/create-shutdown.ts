import type { Logger } from '../create-logger.ts';

/** The order of stopping: no new work, then the work at hand, then what it needed. */
const stopPhases = ['accepting', 'handling', 'resources'] as const;
export type StopPhase = (typeof stopPhases)[number];

export interface Shutdown {
  isDraining: () => boolean;
  /** Adds something to close in one phase of stopping; within a phase the last added closes first. */
  onStop: (phase: StopPhase, close: () => unknown) => void;
  /** Closes everything, phase by phase; one that fails is logged and holds nobody up. */
  stop: () => Promise<void>;
}

/** Collects what is to be closed when the process stops. */
export function createShutdown(logger: Pick<Logger, 'error'>): Shutdown {
  const steps = new Map<StopPhase, (() => unknown)[]>(stopPhases.map((phase) => [phase, []]));
  let draining = false;
  return {
    isDraining: () => draining,
    onStop: (phase, close) => steps.get(phase)?.unshift(close),
    stop: async () => {
      draining = true;
      for (const [phase, closes] of steps) {
        const results = await Promise.allSettled(closes.map(async (close) => close()));
        for (const result of results) {
          if (result.status === 'rejected')
            logger.error({ err: result.reason, phase }, 'could not close cleanly');
        }
      }
    },
  };
}
