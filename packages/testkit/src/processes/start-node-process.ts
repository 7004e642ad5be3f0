import { createInterface } from 'node:readline';
import { spawnTethered } from './spawn-tethered.ts';

export interface NodeProcessOptions {
  /** The file that Node runs. */
  main: string;
  env: Record<string, string>;
  /** Resolves the start with what it finds in a line of the process's log; undefined reads on. */
  readyLine: (line: Record<string, unknown>) => string | undefined;
}

export interface NodeProcess {
  /** What `readyLine` found. */
  ready: string;
  /** Every line that the process has written so far, newest last. */
  output: () => readonly string[];
  /** Asks the process to stop; its exit code. */
  stop: () => Promise<number>;
}

/**
 * Starts a process of this repository as its users do, and waits until its JSON log says that it is ready. It cannot
 * outlive the test.
 * @throws an Error with the process's output when it ends before it is ready
 */
export async function startNodeProcess(options: NodeProcessOptions): Promise<NodeProcess> {
  const { tether, exited, stop } = spawnTethered({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', options.main],
    env: { PATH: process.env['PATH'] ?? '', ...options.env },
    output: 'pipe',
    stopSignal: 'SIGTERM',
    graceMs: 30_000,
  });
  const lines: string[] = [];
  const ready = Promise.withResolvers<string>();
  for (const stream of [tether.stdout, tether.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      const found = readLine(line, options.readyLine);
      if (found !== undefined) ready.resolve(found);
    });
  }
  const ended = exited.then((code): never => {
    throw new Error(`${options.main} ended with code ${code} before it was ready:\n${lines.join('\n')}`);
  });
  ended.catch(() => undefined);
  return { ready: await Promise.race([ready.promise, ended]), output: () => lines, stop };
}

function readLine(line: string, readyLine: NodeProcessOptions['readyLine']): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return readyLine(JSON.parse(line) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}
