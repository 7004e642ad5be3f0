import { fileURLToPath } from 'node:url';
import { freePort, type NodeProcess, startNodeProcess } from '@illumera/testkit';
import { encryptionKey } from './ingest.ts';

/** webhook-ingest as a process of its own, always on the same port; default: one that is free. */
export async function ingestProcess(connectionString: string, ownPort?: number) {
  const [port, metricsPort] = [ownPort ?? (await freePort()), await freePort()];
  let running: NodeProcess | undefined;

  async function start(): Promise<void> {
    running = await startNodeProcess({
      main: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
      env: {
        DATABASE_URL: connectionString,
        ALIGN_ENCRYPTION_KEY: encryptionKey,
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
      },
    });
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    start,
    stop: async () => running?.stop(),
    kill: async () => {
      const line = running?.output().find((each) => each.includes('"pid":')) ?? '{}';
      process.kill((JSON.parse(line) as { pid: number }).pid, 'SIGKILL');
      await running?.stop();
    },
  };
}
