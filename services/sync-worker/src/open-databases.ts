import type { ServiceContext } from '@illumera/runtime';
import {
  createDatabase,
  createPool,
  type Database,
  type ForTenant,
  openTenantDatabases,
} from '@illumera/schema';
import type { Settings } from './config.ts';
import { INBOUND_CONCURRENCY, RECONCILIATION_CONCURRENCY } from './start-runners.ts';
import { DELIVERIES_PER_JOB } from './tasks/handle-deliveries.ts';

export interface Databases {
  /** Acts as `illumera_dispatcher`. */
  database: Database;
  /** Acts as `illumera_worker`. */
  forTenant: ForTenant;
}

/** Opens the worker's two pools, each of which is its role from the moment it connects; they are closed with the resources. */
export function openDatabases({ settings, logger, onStop }: ServiceContext<Settings>): Databases {
  const options = {
    connectionString: settings.DATABASE_URL,
    applicationName: 'sync-worker',
    preparesStatements: true,
    onIdleError: (error: Error) => logger.warn({ err: error }, 'an idle database connection broke'),
  };
  const work = createPool({
    ...options,
    role: 'illumera_worker',
    maxConnections:
      settings.WORKER_CONCURRENCY + INBOUND_CONCURRENCY * DELIVERIES_PER_JOB + 2 * RECONCILIATION_CONCURRENCY,
  });
  const database = createDatabase(
    createPool({ ...options, role: 'illumera_dispatcher', maxConnections: INBOUND_CONCURRENCY + 4 }),
  );
  onStop('resources', () => work.end());
  return { database, forTenant: openTenantDatabases(work) };
}
