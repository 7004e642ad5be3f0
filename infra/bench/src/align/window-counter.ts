/** Counts the requests of one key against a limit. Moments never go back. */
export interface WindowCounter {
  /** Whether one more may come at this moment; if so it is counted. */
  admit: (atMs: number) => boolean;
  /** How many more may come at this moment. */
  remaining: (atMs: number) => number;
}

export interface WindowLimit {
  requests: number;
  windowMs: number;
}

/** Counts exactly: at most so many in any span of the window's length, by a ring of the last admitted moments. */
export function exactWindow({ requests, windowMs }: WindowLimit): WindowCounter {
  const admitted = new Float64Array(requests);
  let first = 0;
  let count = 0;
  const remaining = (atMs: number): number => {
    while (count > 0 && atMs - (admitted[first] ?? 0) >= windowMs) {
      first = (first + 1) % requests;
      count -= 1;
    }
    return requests - count;
  };
  const admit = (atMs: number): boolean => {
    if (remaining(atMs) < 1) return false;
    admitted[(first + count) % requests] = atMs;
    count += 1;
    return true;
  };
  return { admit, remaining };
}

/** Counts by weighted windows: this one's requests and the last one's by how much of it still lies in the span. */
export function weightedWindow({ requests, windowMs }: WindowLimit): WindowCounter {
  let current = 0;
  let count = 0;
  let before = 0;
  const remaining = (atMs: number): number => {
    const window = Math.floor(atMs / windowMs);
    if (window !== current) {
      before = window === current + 1 ? count : 0;
      count = 0;
      current = window;
    }
    const stillInSpan = 1 - (atMs % windowMs) / windowMs;
    return Math.max(0, Math.floor(requests - count - before * stillInSpan));
  };
  const admit = (atMs: number): boolean => {
    if (remaining(atMs) < 1) return false;
    count += 1;
    return true;
  };
  return { admit, remaining };
}

export const countings = { exact: exactWindow, weighted: weightedWindow } as const;
export type Counting = keyof typeof countings;
