import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnTethered } from './spawn-tethered.ts';

export interface NodeProcessOptions {
  /** The file that Node runs. */
  main: string;
  env: Record<string, string>;
}

export interface NodeProcess {
  /** Where it listens, as its log says. */
  url: string;
  /** Every line that the process has written so far, newest last. */
  output: () => readonly string[];
  /** Asks the process to stop; its exit code. */
  stop: () => Promise<number>;
}

const START_LIMIT_MS = 20_000;

/**
 * Starts a process of this repository as its users do, and waits until its log says where it listens. It cannot outlive
 * the test.
 * @throws an Error with the process's output when it ends, or is silent for 20 s, before it listens
 */
export async function startNodeProcess({ main, env }: NodeProcessOptions): Promise<NodeProcess> {
  const { tether, exited, stop } = spawnTethered({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', main],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    output: 'pipe',
    stopSignal: 'SIGTERM',
    graceMs: 30_000,
  });
  const lines: string[] = [];
  const listening = Promise.withResolvers<string>();
  for (const stream of [tether.stdout, tether.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      const url = /Server listening at (http:[^"\s]+)/.exec(line)?.[1];
      if (url !== undefined) listening.resolve(url);
    });
  }
  const failure = Promise.race([
    exited.then((code) => `ended with code ${code} before it listened`),
    delay(START_LIMIT_MS, `does not listen after ${START_LIMIT_MS} ms`, { ref: false }),
  ]);
  const url = await Promise.race([listening.promise, failure.then(() => undefined)]);
  if (url !== undefined) return { url, output: () => lines, stop };
  await stop();
  throw new Error([`${main} ${await failure}:`, ...lines].join('\n'));
}
