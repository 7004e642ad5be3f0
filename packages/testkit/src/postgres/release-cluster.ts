import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readCommandLine } from '../processes/read-command-line.ts';

/**
 * Waits for the server that a starter left behind when it died to finish stopping, and takes away the lock file of one
 * that is long gone: its process id may belong to somebody else by now, which Postgres would take for a running server.
 * @throws Error when a server still uses the directory after `timeoutMs`.
 */
export async function releaseCluster(directory: string, timeoutMs: number): Promise<void> {
  const lockFile = join(directory, 'postmaster.pid');
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const holder = lockHolder(lockFile);
    if (holder === undefined) return;
    if (!readCommandLine(holder)?.includes(directory)) {
      rmSync(lockFile, { force: true });
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${directory} is in use by a running Postgres (process ${holder}); stop that one first`,
      );
    }
    await delay(100);
  }
}

function lockHolder(lockFile: string): number | undefined {
  try {
    const processId = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
    return Number.isInteger(processId) && processId > 0 ? processId : undefined;
  } catch {
    return undefined;
  }
}
