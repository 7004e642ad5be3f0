/** The two ways in which Align may count a key's requests, both in any span of the window. */
export interface Counted {
  /** The most in any sliding window. */
  exact: number;
  /** The most of the current fixed window and the part of the one before that still weighs, wherever windows begin. */
  weighted: number;
}

const PHASES = 40;
const SAMPLES = 300;

/**
 * Counts arrivals as the strictest server would.
 * @param arrivalsMs in any order
 */
export function countWindows(arrivalsMs: readonly number[], windowMs: number): Counted {
  const sorted = arrivalsMs.toSorted((a, b) => a - b);
  const before = (time: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let exact = 0;
  let weighted = 0;
  const step = Math.max(1, Math.floor(sorted.length / SAMPLES));
  for (const [index, time] of sorted.entries()) {
    exact = Math.max(exact, index + 1 - before(time - windowMs + 1e-6));
    if (index % step !== 0) continue;
    for (let phase = 1; phase <= PHASES; phase += 1) {
      const begins = time - windowMs + (phase / PHASES) * windowMs;
      const previous = before(begins) - before(begins - windowMs);
      const weight = 1 - (time - begins) / windowMs;
      weighted = Math.max(weighted, previous * weight + index + 1 - before(begins));
    }
  }
  return { exact, weighted };
}
