import type { Database } from '@illumera/schema';

/** Whose a connection is; undefined where there is none. It stays that tenant's for as long as it is there. */
export async function findConnectionTenant(
  database: Database,
  connectionId: string,
): Promise<string | undefined> {
  const row = await database
    .selectFrom('alignConnections')
    .select('tenantId')
    .where('id', '=', connectionId)
    .executeTakeFirst();
  return row?.tenantId;
}

/** Whose a run of reconciliation is; undefined where there is none. */
export async function findRunTenant(database: Database, runId: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('alignReconciliationRuns')
    .select('tenantId')
    .where('id', '=', runId)
    .executeTakeFirst();
  return row?.tenantId;
}
