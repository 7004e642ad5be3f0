import type { Database } from '@illumera/schema';

/** Lists every tenant, oldest first: for the operator's command alone, nobody else sees beyond one tenant. */
export function listTenants(database: Database) {
  return database.selectFrom('tenants').select(['id', 'name']).orderBy('id').execute();
}
