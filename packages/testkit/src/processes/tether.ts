import { type ChildProcess, spawn } from 'node:child_process';
import { parseTetherOrder, type TetherOrder } from './tether-order.ts';

/**
 * Runs one command in a process group of its own and ends it when stdin closes, which the system does for us
 * however the process at the other end died. Exits as the command did.
 */
function runTethered(order: TetherOrder): void {
  const child = spawn(order.command, order.args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    ...(order.workingDirectory === undefined ? {} : { cwd: order.workingDirectory }),
    ...order.account,
  });
  child.on('error', (error) => {
    process.stderr.write(`cannot run ${order.command}: ${error.message}\n`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => {
    signalGroup(child, 'SIGKILL');
    process.exit(code ?? (signal === null ? 1 : 128));
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    child.kill(order.stopSignal);
    setTimeout(() => signalGroup(child, 'SIGKILL'), order.graceMs);
  };
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Whoever read our output may be gone; that must not end us before the command.
  process.stderr.on('error', () => undefined);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is empty already, or the system has none (Windows).
    child.kill(signal);
  }
}

runTethered(parseTetherOrder(process.argv[2]));
