import { createPool, type Database, openTenantDatabases } from '@illumera/schema';
import { proofSize, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { fillTenant } from './fill-tenant.ts';
import { type Reach, reachOf, type WalledTable, walledTables } from './reach-of.ts';

const { database, connectionString } = await useTestDatabase();
const [home, abroad] = [await fillTenant(database), await fillTenant(database)];
const tables = await walledTables(database);

/** Runs the work in a transaction that leaves nothing behind. */
async function rolledBack<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result> {
  const transaction = await database.startTransaction().execute();
  try {
    return await work(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

const reach = (table: WalledTable, breach?: ReturnType<typeof sql>): Promise<Reach> =>
  rolledBack(async (transaction) => {
    await breach?.execute(transaction);
    return reachOf(transaction, table, { home, abroad });
  });

test('each table that names a tenant has a row of both', async () => {
  const counts = await Promise.all(
    tables.map(async ({ name, column }) => {
      const { rows } = await sql`select distinct ${sql.ref(column)} from ${sql.table(name)}`.execute(
        database,
      );
      return { name, owners: rows.length };
    }),
  );
  expect(counts.filter(({ owners }) => owners !== 2)).toEqual([]);
});

describe.each(tables.filter(({ rights }) => rights.length > 0))('$name', (table) => {
  test('is the worker’s as far as it is the tenant’s whose work it does, and no further', async () => {
    expect(await reach(table)).toEqual({ faults: [] });
  });

  test.each([
    ['is dropped', sql`drop policy tenant_wall on ${sql.table(table.name)}`],
    [
      'lets everything through',
      sql`alter policy tenant_wall on ${sql.table(table.name)} using (true) with check (true)`,
    ],
    ['is switched off', sql`alter table ${sql.table(table.name)} disable row level security`],
  ])('is found out where its wall %s', async (_, breach) => {
    expect((await reach(table, breach)).faults).not.toEqual([]);
  });
});

test.each(tables.filter(({ rights }) => rights.length === 0))(
  '$name is none of the worker’s',
  async ({ name }) => {
    const pool = createPool({
      connectionString,
      maxConnections: 1,
      applicationName: 'worker',
      role: 'illumera_worker',
    });
    const own = openTenantDatabases(pool)(home.tenantId);
    await expect(sql`select 1 from ${sql.table(name)}`.execute(own)).rejects.toThrow(/permission denied/);
    await pool.end();
  },
);

const tenants = async (own: Database) =>
  (await own.selectFrom('projects').select('tenantId').execute()).map(({ tenantId }) => tenantId);

describe('the pool of the tenants’ work', () => {
  const pool = createPool({
    connectionString,
    maxConnections: 2,
    applicationName: 'worker',
    role: 'illumera_worker',
  });
  afterAll(() => pool.end());
  const forTenant = openTenantDatabases(pool);

  test('acts as the worker’s role from the beginning, and shows nothing where no tenant is set', async () => {
    const { rows } = await sql`
      select current_user as role, (select count(*)::int from projects) as projects
    `.execute(forTenant(''));
    expect(rows).toEqual([{ role: 'illumera_worker', projects: 0 }]);
  });

  test.each([
    ['the secrets that sign', sql`select webhook_secret from align_connections`],
    ['who somebody is', sql`select clerk_user_id from users`],
    ['what operators did', sql`select id from operator_actions`],
  ])('cannot read %s', async (_, query) => {
    await expect(query.execute(forTenant(home.tenantId))).rejects.toThrow(/permission denied/);
  });

  test.each([
    ['move an entry to another tenant', sql`update time_entries set tenant_id = ${abroad.tenantId}`],
    ['change a key', sql`update align_connections set encrypted_api_key = ''`],
    ['change what was delivered', sql`update align_webhook_deliveries set body = ''`],
    ['forget an entry', sql`delete from time_entries`],
    ['make itself an administrator', sql`update users set role = 'platform_admin'`],
    ['change the schema', sql`create table mine (id text)`],
    ['take jobs', sql`delete from graphile_worker._private_jobs`],
  ])('cannot %s', async (_, query) => {
    await expect(query.execute(forTenant(home.tenantId))).rejects.toThrow(/permission denied/);
  });

  const UNITS = proofSize({ usual: 2_000, full: 10_000 });

  test('thousands of interleaved units of work of two tenants on two connections leak nothing', async () => {
    const tenantIds = [home.tenantId, abroad.tenantId, ''];
    const ways = [
      (own: Database) => tenants(own),
      (own: Database) => own.transaction().execute(tenants),
      async (own: Database) => {
        await sql`select 1 / 0`.execute(own).catch(() => undefined);
        return tenants(own);
      },
      async (own: Database) => {
        const broken = own.transaction().execute((transaction) => sql`select 1 / 0`.execute(transaction));
        await broken.catch(() => undefined);
        return tenants(own);
      },
    ];
    const leaks: unknown[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < UNITS) {
        const unit = next++;
        const tenantId = tenantIds[unit % tenantIds.length] ?? '';
        const seen = await ways[unit % ways.length]?.(forTenant(tenantId));
        const expected = tenantId === '' ? [] : [tenantId];
        if (JSON.stringify(seen) !== JSON.stringify(expected)) leaks.push({ tenantId, seen });
      }
    };
    await Promise.all(Array.from({ length: 16 }, lane));
    expect(leaks).toEqual([]);
  }, 120_000);
});
