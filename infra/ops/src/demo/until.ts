import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 90_000;
const BETWEEN_LOOKS_MS = 150;

/**
 * Looks again and again until there is something to see.
 * @param wanted what is waited for, for the message
 * @throws Error after 90 seconds
 */
export async function until<Value>(wanted: string, look: () => Promise<Value | undefined>): Promise<Value> {
  const lastLookAt = performance.now() + LIMIT_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > lastLookAt) throw new Error(`waited ${LIMIT_MS / 1000} s in vain for ${wanted}`);
    await delay(BETWEEN_LOOKS_MS);
  }
}
