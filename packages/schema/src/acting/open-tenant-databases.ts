import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Database } from '../create-database.ts';
import type { DB } from '../refined.ts';

/** Makes the database of one tenant's rows. Cheap enough for each piece of work; it need not be closed. */
export type ForTenant = (tenantId: string) => Database;

/**
 * Databases of one tenant's rows each, on one pool whose connections act under a role with row-level security. Whose rows a
 * connection shows stays with it until it is handed to another tenant's work, so that work for one tenant costs no round trip
 * more. Nothing else may use the pool: what a connection shows is told here alone. Not to be used behind a pooler that gives
 * out a connection by the transaction.
 */
export function openTenantDatabases(pool: Pool): ForTenant {
  const shown = new WeakMap<PoolClient, string>();
  const connect = async (tenantId: string): Promise<PoolClient> => {
    const client = await pool.connect();
    if (shown.get(client) === tenantId) return client;
    try {
      await client.query(`select set_config('app.tenant_id', $1, false)`, [tenantId]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    shown.set(client, tenantId);
    return client;
  };
  return (tenantId) =>
    new Kysely<DB>({
      dialect: new PostgresDialect({
        // The pool is closed by whoever opened it.
        pool: { options: pool.options, connect: () => connect(tenantId), end: async () => undefined },
      }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    });
}
