import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 60_000;
const BETWEEN_LOOKS_MS = 100;

/**
 * Looks until there is something to see; what a look throws counts as nothing seen.
 * @param wanted what is waited for, for the message
 * @throws Error after a minute, caused by what the last look threw
 */
export async function until<Value>(wanted: string, look: () => Promise<Value | undefined>): Promise<Value> {
  const lastLookAt = performance.now() + LIMIT_MS;
  for (;;) {
    const { seen, cause } = await look().then(
      (value) => ({ seen: value, cause: undefined }),
      (error: unknown) => ({ seen: undefined, cause: error }),
    );
    if (seen !== undefined) return seen;
    if (performance.now() > lastLookAt) {
      throw new Error(`waited ${LIMIT_MS / 1000} s in vain for ${wanted}`, { cause });
    }
    await delay(BETWEEN_LOOKS_MS);
  }
}
