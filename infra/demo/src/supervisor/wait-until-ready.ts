import { setTimeout as delay } from 'node:timers/promises';

export type Readiness = { kind: 'ready' } | { kind: 'ended' } | { kind: 'late'; lastAnswer: string };

/** Asks an address until it answers 200, the process behind it ends, or `timeoutMs` is over. */
export async function waitUntilReady(
  readyUrl: string,
  isRunning: () => boolean,
  timeoutMs: number,
): Promise<Readiness> {
  const deadline = Date.now() + timeoutMs;
  while (isRunning()) {
    const lastAnswer = await ask(readyUrl);
    if (lastAnswer === '') return { kind: 'ready' };
    if (Date.now() > deadline) return { kind: 'late', lastAnswer };
    await delay(50);
  }
  return { kind: 'ended' };
}

/** Empty when it is ready; what it answered otherwise. */
async function ask(readyUrl: string): Promise<string> {
  try {
    const response = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) });
    const body = await response.text();
    return response.ok ? '' : `${response.status} ${body.slice(0, 500)}`;
  } catch {
    return 'no answer';
  }
}
