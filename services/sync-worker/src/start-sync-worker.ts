import { setTimeout as delay } from 'node:timers/promises';
import { createAlignTransport } from '@illumera/align-client';
import { type ServiceContext, startHealthServer } from '@illumera/runtime';
import { createDatabase, createPool, pendingMigrations } from '@illumera/schema';
import { keyringOf } from '@illumera/sealed';
import { leave } from '@illumera/sync';
import { v4 as uuid } from 'uuid';
import type { Settings } from './config.ts';
import { keepBeating } from './keep-beating.ts';
import { openClient } from './open-client.ts';
import { type JobRunner, runJobs } from './run-jobs.ts';
import type { TaskContext } from './tasks/task-context.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

/** Jobs that touch no other system, beside the connections drained at once. */
const INBOUND_CONCURRENCY = 4;
const CONNECT_AGAIN_MS = 1_000;

/** Starts draining and handling; where Postgres is not there yet, as soon as it is. */
export async function startSyncWorker(service: ServiceContext<Settings>): Promise<void> {
  const { settings, logger, onStop } = service;
  const pool = createPool({
    connectionString: settings.DATABASE_URL,
    maxConnections: settings.WORKER_CONCURRENCY + INBOUND_CONCURRENCY + 2,
    applicationName: 'sync-worker',
    onIdleError: (error) => logger.warn({ err: error }, 'lost a connection to Postgres'),
  });
  const database = createDatabase(pool);
  const transport = createAlignTransport({
    baseUrl: settings.ALIGN_BASE_URL,
    timeoutMs: settings.ALIGN_TIMEOUT_MS,
    connections: settings.WORKER_CONCURRENCY * 4,
  });
  const keyring = keyringOf(settings);
  const stopping = new AbortController();
  const context: TaskContext = {
    database,
    logger,
    metrics: createWorkerMetrics(service.registry),
    clientOf: openClient({ keyring, transport, logger }),
    maxAttempts: settings.SYNC_MAX_ATTEMPTS,
    stopping: stopping.signal,
  };
  const runners: JobRunner[] = [];
  const worker = { id: uuid() };
  const working = startWhenReached(context, settings, runners);
  const beating = keepBeating(database, {
    worker: () => ({ ...worker, graphileWorkerIds: runners.flatMap((runner) => runner.workerIds()) }),
    logger,
    stopping: stopping.signal,
  });

  onStop('accepting', () => stopping.abort());
  onStop('handling', async () => {
    await Promise.all([working, beating]);
    await Promise.all(runners.map((runner) => runner.stop()));
  });
  onStop('resources', async () => {
    await leave(database, worker.id);
    await transport.close();
    await database.destroy();
  });
  const health = await startHealthServer({
    address: { host: settings.HOST, port: settings.PORT },
    logger,
    health: service.health,
    checks: [
      {
        name: 'database',
        check: async () => {
          const pending = await pendingMigrations(database);
          return pending.length === 0 ? undefined : `migrations missing: ${pending.join(', ')}`;
        },
      },
      { name: 'jobs', check: async () => (runners.length === 2 ? undefined : 'not taking jobs yet') },
    ],
  });
  onStop('resources', health.close);
}

async function startWhenReached(
  context: TaskContext,
  settings: Settings,
  runners: JobRunner[],
): Promise<void> {
  const connectionString = settings.DATABASE_URL;
  const groups = [
    { names: ['drain'] as const, concurrency: settings.WORKER_CONCURRENCY },
    { names: ['handle_delivery', 'sweep'] as const, concurrency: INBOUND_CONCURRENCY },
  ];
  for (const group of groups) {
    for (;;) {
      if (context.stopping.aborted) return;
      try {
        // A database without our schema is not migrated from here.
        const pending = await pendingMigrations(context.database);
        if (pending.length === 0) {
          runners.push(await runJobs(context, { connectionString, ...group }));
          break;
        }
        context.logger.warn({ pending }, 'waiting for migrations');
      } catch (error) {
        context.logger.warn({ err: error }, 'waiting for Postgres');
      }
      await delay(CONNECT_AGAIN_MS, undefined, { signal: context.stopping }).catch(() => undefined);
    }
  }
}
