import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * Looks until something can be seen, and returns it.
 * @throws an Error naming what was waited for, when it is not seen within `limitMs` (default 15 s)
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen | undefined | false>,
  limitMs = 15_000,
): Promise<Seen> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`did not see within ${limitMs} ms: ${what}`);
    await delay(LOOK_EVERY_MS);
  }
}
