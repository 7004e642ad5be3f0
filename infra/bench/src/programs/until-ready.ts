import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from './start-program.ts';

const LOOK_EVERY_MS = 50;
const READY_LIMIT_MS = 30_000;

/** Waits until a service says that it can do its work. @throws an Error with its output when it does not */
export async function untilReady(url: string, program: Program): Promise<void> {
  const deadline = performance.now() + READY_LIMIT_MS;
  while (performance.now() < deadline) {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(
    [`${url} is not ready after ${READY_LIMIT_MS} ms:`, ...program.lines.slice(-20)].join('\n'),
  );
}
