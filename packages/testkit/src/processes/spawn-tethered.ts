import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TetherOrder } from './tether-order.ts';

const tetherPath = fileURLToPath(new URL('./tether.ts', import.meta.url));

export interface TetheredOptions extends TetherOrder {
  /** Replaces the environment. */
  env?: NodeJS.ProcessEnv;
  /** Where stdout and stderr go: an open file, or pipes that the caller reads. */
  output: number | 'pipe';
}

export interface TetheredProcess {
  /** The tether: its pipes carry the command's output, its exit is the command's. */
  tether: ChildProcess;
  isRunning: () => boolean;
  /** The exit code, as soon as there is one. */
  exited: Promise<number>;
  /** Asks the command to stop and waits until its whole process group is gone; safe to call twice. */
  stop: () => Promise<number>;
}

/**
 * Starts a command that cannot outlive this process: a small launcher stands between the two, watches a pipe to us, and
 * ends the command when the pipe closes, `kill -9` included. A terminal's Ctrl-C does not reach the command, so the
 * caller decides on the order of stopping.
 */
export function spawnTethered(options: TetheredOptions): TetheredProcess {
  const { env, output, ...order } = options;
  const tether = spawn(process.execPath, [tetherPath, JSON.stringify(order)], {
    stdio: ['pipe', output, output],
    detached: true,
    cwd: '/',
    env: env ?? process.env,
  });
  tether.stdin?.on('error', () => undefined);
  const exited = once(tether, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  const isRunning = () => tether.exitCode === null && tether.signalCode === null;
  const stop = () => {
    tether.stdin?.end();
    return exited;
  };
  return { tether, isRunning, exited, stop };
}
