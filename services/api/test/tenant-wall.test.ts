import { actAs, createDatabase, createPool, serviceRoles } from '@illumera/schema';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { fillEveryTable } from './support/fill-every-table.ts';

const { database, connectionString } = await useTestDatabase();
const [home, abroad] = [await buildTenant(database), await buildTenant(database)];
await fillEveryTable(database, home);
await fillEveryTable(database, abroad);

/** Every table that names a tenant, or a connection, in whatever migration it was made. */
const { rows: tables } = await sql<{ name: string; column: string }>`
  select table_name as name, (array_agg(column_name order by column_name desc))[1] as column
  from information_schema.columns
  where table_schema = 'public' and column_name in ('tenant_id', 'connection_id')
    and table_name in (select tablename from pg_tables)
  group by table_name
  union all select 'tenants', 'id'
`.execute(database);

/** What a role sees of a table that it should not, or does not see that it should. */
async function faultsOf(transaction: typeof database, table: string, column: string): Promise<string[]> {
  const own = column === 'connection_id' ? home.connection.id : home.tenantId;
  const read = async (tenantId: string) => {
    await sql`select set_config('role', 'illumera_api', true), set_config('app.tenant_id', ${tenantId}, true)`.execute(
      transaction,
    );
    const { rows } = await sql<{ owner: string }>`
      select ${sql.ref(column)} as owner from ${sql.table(table)}
    `.execute(transaction);
    await sql`reset role`.execute(transaction);
    return rows.map(({ owner }) => owner);
  };
  const faults: string[] = (await hasWall(transaction, table)) ? [] : ['has no wall'];
  const seen = await read(home.tenantId);
  if (seen.some((owner) => owner !== own)) faults.push('shows the rows of another tenant');
  if (seen.length === 0 && (await countOf(transaction, table)) > 0) faults.push('hides the own rows');
  if ((await read('')).length > 0) faults.push('shows rows where no tenant is set');
  return faults;
}

/** Tells by the catalog alone, so that a table without rows is held to it as well. */
async function hasWall(transaction: typeof database, table: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_policies join pg_class on pg_class.oid = tablename::regclass
    where tablename = ${table} and policyname = 'tenant_wall' and relrowsecurity
      and qual ~ '(app.tenant_id|align_connections)' and with_check = qual
  `.execute(transaction);
  return rows.length === 1;
}

async function countOf(transaction: typeof database, table: string): Promise<number> {
  const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(transaction);
  return rows.length;
}

/** Runs the work in a transaction that leaves nothing behind. */
async function rolledBack<Result>(work: (transaction: typeof database) => Promise<Result>): Promise<Result> {
  const transaction = await database.startTransaction().execute();
  try {
    return await work(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

describe.each(tables)('$name', ({ name, column }) => {
  test('is walled off by row-level security that binds its owner as well', async () => {
    const { rows } = await sql`
      select relrowsecurity, relforcerowsecurity from pg_class where oid = ${name}::regclass
    `.execute(database);
    expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }]);
  });

  test("shows a tenant's rows to that tenant alone, and none where no tenant is set", async () => {
    expect(await rolledBack((transaction) => faultsOf(transaction, name, column))).toEqual([]);
  });

  test.each([
    ['is dropped', sql`drop policy tenant_wall on ${sql.table(name)}`],
    ['lets everything through', sql`alter policy tenant_wall on ${sql.table(name)} using (true)`],
    ['is switched off', sql`alter table ${sql.table(name)} disable row level security`],
  ])('is found out where its wall %s', async (_, breach) => {
    const faults = await rolledBack(async (transaction) => {
      await breach.execute(transaction);
      return faultsOf(transaction, name, column);
    });
    expect(faults).not.toEqual([]);
  });
});

test('the roles own nothing, bypass nothing, sign in nowhere and belong to no other role', async () => {
  const { rows } = await sql`
    select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned,
      (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships
    from pg_roles where rolname = any(${[...serviceRoles]}) order by rolname
  `.execute(database);
  expect(rows).toEqual(
    serviceRoles.toSorted().map((rolname) => ({
      rolname,
      rolsuper: false,
      rolbypassrls: false,
      rolcanlogin: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
      memberships: 0,
    })),
  );
});

test('the api cannot write a row for another tenant', async () => {
  const own = actAs(database, { role: 'illumera_api', tenantId: home.tenantId });
  const project = { id: 'p-1', companyId: abroad.company.id, tenantId: abroad.tenantId, name: 'A' };
  await expect(own.insertInto('projects').values(project).execute()).rejects.toThrow(/row-level security/);
  const changed = await own.updateTable('projects').set({ name: 'B' }).executeTakeFirst();
  expect(changed.numUpdatedRows).toBe(1n);
  const moved = own.updateTable('projects').set({ tenantId: abroad.tenantId, companyId: abroad.company.id });
  await expect(moved.execute()).rejects.toThrow(/row-level security/);
});

test('who looks up whose a token is reads that and nothing else', async () => {
  const locator = actAs(database, { role: 'illumera_locator' });
  const users = await locator.selectFrom('users').select(['id', 'tenantId']).execute();
  expect(new Set(users.map(({ tenantId }) => tenantId))).toEqual(new Set([home.tenantId, abroad.tenantId]));
  await expect(locator.selectFrom('users').select('email').execute()).rejects.toThrow(/permission denied/);
  await expect(locator.selectFrom('projects').select('id').execute()).rejects.toThrow(/permission denied/);
  await expect(locator.updateTable('users').set({ role: 'platform_admin' }).execute()).rejects.toThrow(
    /permission denied/,
  );
});

test('10,000 interleaved units of work of two tenants on two connections leak nothing', async () => {
  const pool = createPool({ connectionString, maxConnections: 2, applicationName: 'interleaved' });
  afterAll(() => pool.end());
  const base = createDatabase(pool);
  const scopes = [home.tenantId, abroad.tenantId, undefined].map((tenantId) => ({
    tenantId,
    scoped: actAs(base, { role: 'illumera_api', ...(tenantId === undefined ? {} : { tenantId }) }),
  }));
  const tenants = async (scoped: typeof base) => {
    const rows = await scoped.selectFrom('projects').select('tenantId').execute();
    return rows.map((row) => row.tenantId);
  };
  const ways = [
    (scoped: typeof base) => tenants(scoped),
    (scoped: typeof base) => scoped.transaction().execute(tenants),
    async (scoped: typeof base) => {
      await sql`select 1 / 0`.execute(scoped).catch(() => undefined);
      return tenants(scoped);
    },
  ];
  const units = scopes.flatMap(({ tenantId, scoped }) =>
    ways.map((way) => async () => {
      const seen = await way(scoped);
      const expected = tenantId === undefined ? [] : [tenantId];
      return JSON.stringify(seen) === JSON.stringify(expected) ? [] : [{ tenantId, seen }];
    }),
  );
  const leaks: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < 10_000) leaks.push(...((await units[next++ % units.length]?.()) ?? []));
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  expect(leaks).toEqual([]);
}, 180_000);
