import type { NodeProcess } from './start-node-process.ts';

/** Kills a process without any warning, as the system does when it runs out of memory, and waits until it is gone. */
export async function killNodeProcess(started: NodeProcess): Promise<void> {
  process.kill(processIdOf(started), 'SIGKILL');
  await started.stop();
}

/** The process itself, as its log names it; what started it stands in between. */
function processIdOf({ output }: NodeProcess): number {
  for (const line of output()) {
    const processId = /^\{.*"pid":(\d+)/.exec(line)?.[1];
    if (processId !== undefined) return Number(processId);
  }
  throw new Error('the process has not logged its id');
}
