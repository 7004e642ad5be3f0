import { LRUCache } from 'lru-cache';

export interface AllowanceOptions {
  /** What may be taken at once. */
  burst: number;
  /** What comes back a second. */
  perSecond: number;
  /** Keys that are remembered; one that is forgotten has its whole burst again. */
  keys: number;
}

/** A bucket for each key that is filled steadily and taken from. */
export function createAllowances({ burst, perSecond, keys }: AllowanceOptions) {
  const buckets = new LRUCache<string, { left: number; atMs: number }>({ max: keys });
  return {
    /** @returns false where the key has nothing left */
    take: (key: string): boolean => {
      const atMs = performance.now();
      const bucket = buckets.get(key) ?? { left: burst, atMs };
      const left = Math.min(burst, bucket.left + ((atMs - bucket.atMs) / 1000) * perSecond);
      buckets.set(key, { left: left < 1 ? left : left - 1, atMs });
      return left >= 1;
    },
  };
}
