import { fileURLToPath } from 'node:url';
import { type NodeProcess, startNodeProcess } from '@illumera/testkit';

const main = fileURLToPath(new URL('../fixtures/hurried-worker.ts', import.meta.url));

/** Real worker processes, one at a time, that end by SIGKILL. */
export function killableWorkers(env: Record<string, string>) {
  let worker: NodeProcess | undefined;
  return {
    start: async (): Promise<void> => {
      worker = await startNodeProcess({
        main,
        env: { PORT: '0', ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1', ...env },
      });
    },
    kill: async (): Promise<void> => {
      if (worker === undefined) return;
      process.kill(pidOf(worker), 'SIGKILL');
      await worker.stop();
      worker = undefined;
    },
  };
}

/** The process itself, as its log names it; what started it stands in between. */
function pidOf(worker: NodeProcess): number {
  const line = worker.output().find((each) => each.includes('"pid":')) ?? '{}';
  return (JSON.parse(line) as { pid: number }).pid;
}
