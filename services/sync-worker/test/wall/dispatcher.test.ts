import { createDatabase, createPool } from '@illumera/schema';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from './dispatcher-doors.ts';
import { fillDoors } from './fill-doors.ts';

const { database, connectionString } = await useTestDatabase();
const pool = createPool({
  connectionString,
  maxConnections: 2,
  applicationName: 'dispatcher',
  role: 'illumera_dispatcher',
});
afterAll(() => pool.end());
const dispatcher = createDatabase(pool);

beforeAll(() => fillDoors(database));

/** How many rows a statement of the dispatcher reaches; none where it is refused. */
async function reached(statement: ReturnType<typeof sql>, breach?: ReturnType<typeof sql>): Promise<number> {
  const transaction = await database.startTransaction().execute();
  try {
    await breach?.execute(transaction);
    await sql`set local role illumera_dispatcher`.execute(transaction);
    const { rows, numAffectedRows } = await statement.execute(transaction);
    return Number(numAffectedRows ?? rows.length);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return 0;
    throw error;
  } finally {
    await transaction.rollback().execute();
  }
}

test('each policy of the dispatcher is here', async () => {
  const { rows } = await sql<{ name: string }>`
    select case schemaname when 'public' then '' else schemaname || '.' end || tablename || '.' || policyname as name
    from pg_policies where 'illumera_dispatcher' = any(roles) order by 1
  `.execute(database);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(doors).toSorted());
});

/** What lets everything through; only some kinds of policies know both conditions. */
const widest: Record<string, string> = { forgetting: 'using (true)', starting: 'with check (true)' };

const policies = Object.entries(doors).map(([name, door]) => {
  const dot = name.lastIndexOf('.');
  const policy = name.slice(dot + 1);
  const on = sql`${sql.ref(policy)} on ${sql.table(name.slice(0, dot))}`;
  return { name, on, widest: widest[policy] ?? 'using (true) with check (true)', ...door };
});

describe.each(policies)('$name', ({ on, opens }) => {
  test('opens what it is for', async () => {
    expect(await reached(opens)).toBeGreaterThan(0);
  });

  test('is missed where it is dropped', async () => {
    expect(await reached(opens, sql`drop policy ${on}`)).toBe(0);
  });
});

const narrow = policies.flatMap(({ stops, ...door }) => (stops === undefined ? [] : [{ ...door, stops }]));

test.each(narrow)('$name opens no more, and is found out where it does', async (door) => {
  expect(await reached(door.stops)).toBe(0);
  const breach = sql`alter policy ${door.on} ${sql.raw(door.widest)}`;
  expect(await reached(door.stops, breach)).toBeGreaterThan(0);
});

test('has a part of few tables, and none of those that hold people, hours and secrets', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and (
      has_any_column_privilege('illumera_dispatcher', oid, 'select, insert, update')
      or has_table_privilege('illumera_dispatcher', oid, 'delete')
    )
  `.execute(database);
  expect(rows.map(({ name }) => name).toSorted()).toEqual([
    'align_backfills',
    'align_connections',
    'align_delivery_wake',
    'align_drain_leases',
    'align_entity_links',
    'align_missed_events',
    'align_reconciliation_runs',
    'align_sync_outbox',
    'align_webhook_deliveries',
    'idempotent_requests',
    'kysely_migration',
    'rate_limits',
    'sync_workers',
  ]);
});

test.each([
  ['read sealed API keys', sql`select encrypted_api_key from align_connections`],
  ['read the secrets that sign', sql`select webhook_secret from align_connections`],
  ['read what was delivered', sql`select body from align_webhook_deliveries`],
  ['read what Align calls what', sql`select align_entity_id from align_entity_links`],
  ['read whose request it was answered', sql`select answer from idempotent_requests`],
  ['change a connection', sql`update align_connections set status = 'active'`],
  ['change what was delivered', sql`update align_webhook_deliveries set body = ''`],
  ['send anew what was sent', sql`update align_sync_outbox set attempts = 0`],
  ['change graphile-worker’s migrations', sql`delete from graphile_worker.migrations`],
  ['count what runs have read', sql`select analyze_reconciliation_rows()`],
  ['change the schema', sql`create table mine (id text)`],
])('cannot %s', async (_, query) => {
  await expect(query.execute(dispatcher)).rejects.toThrow(/permission denied/);
});

/** How many bodies it lets go of. */
const forgotten = async (interval: string) => {
  const { rows } = await sql`select forget_delivery_bodies(${interval}::interval, 100)`.execute(dispatcher);
  return rows.length;
};

test('lets go of old bodies without seeing one, and of none that is young however it asks', async () => {
  expect(await forgotten('600 days')).toBe(0);
  expect(await forgotten('0 days')).toBe(1);
  const left = await database.selectFrom('alignWebhookDeliveries').select('body').execute();
  expect(left.filter(({ body }) => body.length > 0)).toHaveLength(3);
});
