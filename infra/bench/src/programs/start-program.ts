import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawnTethered } from '@illumera/testkit/servers';

export interface ProgramOptions {
  /** The file that Node runs, from the repository's root. */
  main: string;
  /** For Node. */
  flags?: readonly string[];
  env: Record<string, string>;
  /** Where it runs; default: wherever there is room. */
  core?: number;
}

export interface Program {
  /** Waits for a line it writes and returns the pattern's first group, or the whole match. */
  says: (pattern: RegExp, limitMs?: number) => Promise<string>;
  /** Every line so far. */
  lines: readonly string[];
  /** Its process id. */
  pid: () => number;
  exited: Promise<number>;
  stop: () => Promise<number>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const START_LIMIT_MS = 20_000;
const LOOK_EVERY_MS = 5;

/** Starts a program of this repository in a process of its own, which ends with this one. */
export function startProgram({ main, flags = [], env, core }: ProgramOptions): Program {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...flags, `${root}${main}`];
  const [command = '', ...args] =
    core === undefined ? node : ['taskset', '--cpu-list', String(core), ...node];
  const { tether, exited, isRunning, stop } = spawnTethered({
    command,
    args,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    output: 'pipe',
    stopSignal: 'SIGTERM',
    graceMs: 30_000,
  });
  const lines: string[] = [];
  for (const stream of [tether.stdout, tether.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const says: Program['says'] = async (pattern, limitMs = START_LIMIT_MS) => {
    const deadline = performance.now() + limitMs;
    for (let seen = 0; ; ) {
      for (; seen < lines.length; seen += 1) {
        const found = pattern.exec(lines[seen] ?? '');
        if (found !== null) return found[1] ?? found[0];
      }
      if (!isRunning() || performance.now() > deadline)
        throw new Error([`${main} did not say ${String(pattern)}:`, ...lines.slice(-20)].join('\n'));
      await delay(LOOK_EVERY_MS);
    }
  };
  const pid = (): number => {
    if (!isRunning()) throw new Error([`${main} has ended:`, ...lines.slice(-20)].join('\n'));
    return childOf(tether.pid ?? 0);
  };
  return { says, lines, exited, stop, pid };
}

/** The tether runs one program. @throws when it runs none, or where there is no /proc */
function childOf(tetherPid: number): number {
  const pid = Number(
    readFileSync(`/proc/${tetherPid}/task/${tetherPid}/children`, 'utf8').trim().split(' ')[0],
  );
  if (!(pid > 0)) throw new Error('the program has ended');
  return pid;
}
