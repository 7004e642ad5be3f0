import { ENCRYPTION_KEY } from '../database/bench-secrets.ts';
import type { Program, ProgramOptions } from './start-program.ts';

export interface SyncWorkerOptions {
  connectionString: string;
  alignBaseUrl: string;
  env?: Record<string, string>;
}

/** Starts the sync-worker as it is deployed and waits until it takes jobs. */
export async function startSyncWorker(
  start: (options: ProgramOptions) => Program,
  { connectionString, alignBaseUrl, env = {} }: SyncWorkerOptions,
): Promise<Program> {
  const program = start({
    main: 'services/sync-worker/src/main.ts',
    env: {
      DATABASE_URL: connectionString,
      ALIGN_BASE_URL: alignBaseUrl,
      ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1',
      ALIGN_ENCRYPTION_KEY: ENCRYPTION_KEY,
      LOG_LEVEL: 'info',
      PORT: '0',
      ...env,
    },
  });
  const url = await program.says(/listening at (http:[^"\s]+)/);
  await untilReady(url);
  return program;
}

const LOOK_EVERY_MS = 50;
const READY_LIMIT_MS = 20_000;

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + READY_LIMIT_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(`${url}/readyz`);
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`${url} is not ready after ${READY_LIMIT_MS} ms`);
}
