import { freePort } from '@illumera/testkit/servers';
import type { WindowLimit } from '../align/window-counter.ts';
import { ENCRYPTION_KEY } from '../database/bench-secrets.ts';
import { deployedFlags } from './deployed-flags.ts';
import type { Program, ProgramOptions } from './start-program.ts';
import { untilReady } from './until-ready.ts';

export interface SyncWorkerOptions {
  connectionString: string;
  alignBaseUrl: string;
  /** Default: Align's, as it is deployed. */
  limit?: WindowLimit;
}

/** Starts the sync-worker with its defaults and waits until it takes jobs. */
export async function startSyncWorker(
  start: (options: ProgramOptions) => Program,
  { connectionString, alignBaseUrl, limit }: SyncWorkerOptions,
): Promise<Program> {
  const port = await freePort();
  const program = start({
    main: limit === undefined ? 'services/sync-worker/src/main.ts' : 'infra/bench/src/ours/limited-worker.ts',
    flags: deployedFlags('sync-worker'),
    env: {
      DATABASE_URL: connectionString,
      ALIGN_BASE_URL: alignBaseUrl,
      ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1',
      ALIGN_ENCRYPTION_KEY: ENCRYPTION_KEY,
      PORT: String(port),
      METRICS_PORT: String(await freePort()),
      ...limitVariables(limit),
    },
  });
  await untilReady(`http://127.0.0.1:${port}`, program);
  return program;
}

/** How a program is told of a limit. */
export function limitVariables(limit: WindowLimit | undefined): Record<string, string> {
  if (limit === undefined) return {};
  return { LIMIT_REQUESTS: String(limit.requests), LIMIT_WINDOW_MS: String(limit.windowMs) };
}
