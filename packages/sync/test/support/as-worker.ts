import { actAs, type Database } from '@illumera/schema';

/** The database as a worker has it for a tenant's work: behind the wall, and with no right that its role has not. */
export function asWorker(database: Database, tenantId: string): Database {
  return actAs(database, { role: 'illumera_worker', tenantId });
}
