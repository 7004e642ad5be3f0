/** Drains that have let go of their worker and end in their own time. */
export interface LetGoDrains {
  /** Whether one more may let go. */
  hasRoom: () => boolean;
  add: (drain: Promise<unknown>) => void;
  /** Resolves once all have ended. */
  ended: () => Promise<unknown>;
}

/** @param most so many at once, since each may have as many calls under way as one that keeps its worker */
export function trackLetGo(most: number): LetGoDrains {
  const running = new Set<Promise<unknown>>();
  return {
    hasRoom: () => running.size < most,
    add: (drain) => {
      const ended = drain.catch(() => undefined).finally(() => running.delete(ended));
      running.add(ended);
    },
    ended: () => Promise.all(running),
  };
}
