import { createAlignTransport } from '@illumera/align-client';
import { type ServiceContext, startHealthServer } from '@illumera/runtime';
import { databaseCheck } from '@illumera/schema';
import { keyringOf } from '@illumera/sealed';
import {
  announceWork,
  createAnnouncer,
  createCircuits,
  leave,
  type RateLimit,
  type Work,
} from '@illumera/sync';
import { v4 as uuid } from 'uuid';
import type { Settings } from './config.ts';
import { keepBeating } from './keep-beating.ts';
import { createOpenKey } from './open-key.ts';
import { openDatabases } from './open-databases.ts';
import { rememberTenants } from './remember-tenants.ts';
import { type Runners, startRunners } from './start-runners.ts';
import { CALLS_PER_CONNECTION, LET_GO_PER_PLACE } from './tasks/drain.ts';
import type { TaskContext } from './tasks/task-context.ts';
import { trackLetGo } from './tasks/track-let-go.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

/** Starts draining and handling, and tells that this worker lives. `limit` stands in for Align's. */
export async function startSyncWorker(
  service: ServiceContext<Settings>,
  { limit }: { limit?: RateLimit } = {},
): Promise<void> {
  const { settings, logger, onStop } = service;
  const context = { ...openContext(service), ...(limit === undefined ? {} : { limit }) };
  const { database } = context;
  const runners = startRunners(context, settings);
  const workerId = uuid();
  const beating = keepBeating(database, {
    worker: () => ({ id: workerId, poolIds: runners.poolIds() }),
    logger,
    stopping: context.stopping,
  });
  onStop('handling', () => Promise.all([beating, runners.stop().then(() => context.letGoDrains.ended())]));
  onStop('resources', async () => {
    await leave(database, workerId);
    await database.destroy();
  });
  await serveHealth(service, context, runners);
}

function openContext(service: ServiceContext<Settings>): TaskContext {
  const { settings, logger, registry, onStop } = service;
  const transport = createAlignTransport({
    baseUrl: settings.ALIGN_BASE_URL,
    timeoutMs: settings.ALIGN_TIMEOUT_MS,
    connections: settings.WORKER_CONCURRENCY * (1 + LET_GO_PER_PLACE) * CALLS_PER_CONNECTION,
  });
  onStop('resources', () => transport.close());
  const circuits = createCircuits();
  const { database, forTenant } = openDatabases(service);
  const announcer = createAnnouncer<Work>({
    send: (works) => announceWork(database, works),
    onError: (error) => logger.warn({ err: error }, 'could not announce what has changed'),
  });
  onStop('handling', () => announcer.stop());
  const stopping = new AbortController();
  onStop('accepting', () => stopping.abort());
  return {
    database,
    forTenant,
    tenantOf: rememberTenants(database),
    logger,
    metrics: createWorkerMetrics(registry, circuits),
    openKey: createOpenKey({ keyring: keyringOf(settings), transport, logger }),
    circuits,
    letGoDrains: trackLetGo(settings.WORKER_CONCURRENCY * LET_GO_PER_PLACE),
    announce: announcer.note,
    maxAttempts: settings.SYNC_MAX_ATTEMPTS,
    costToleranceCents: settings.RECONCILE_COST_TOLERANCE_CENTS,
    stopping: stopping.signal,
  };
}

async function serveHealth(
  { settings, logger, health, onStop }: ServiceContext<Settings>,
  { database, forTenant }: TaskContext,
  runners: Runners,
): Promise<void> {
  const server = await startHealthServer({
    address: { host: settings.HOST, port: settings.PORT },
    logger,
    health,
    checks: [
      databaseCheck(database),
      // Whether the sign-in may act for tenants as well.
      { ...databaseCheck(forTenant('')), name: 'tenants' },
      { name: 'jobs', check: async () => (runners.isRunning() ? undefined : 'not taking jobs yet') },
    ],
  });
  onStop('resources', server.close);
}
