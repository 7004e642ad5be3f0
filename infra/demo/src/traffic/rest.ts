import { setTimeout as delay } from 'node:timers/promises';

/** Waits, unless the signal comes first. */
export async function rest(durationMs: number, signal: AbortSignal): Promise<void> {
  await delay(durationMs, undefined, { signal }).catch(() => undefined);
}
