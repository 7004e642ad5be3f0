import { createDatabase, createPool, type Database } from '@illumera/schema';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createReceiver } from './ingest.ts';

const { database, connectionString } = await useTestDatabase();
const pool = createPool({
  connectionString,
  maxConnections: 2,
  applicationName: 'webhook-ingest',
  role: 'illumera_ingest',
});
afterAll(() => pool.end());
const intake = createDatabase(pool);
const { connection } = await createReceiver(database);
const { connection: past } = await createReceiver(database, { status: 'disconnected' });
const delivery = (id: string) => ({
  id,
  tenantId: connection.tenantId,
  companyId: connection.companyId,
  connectionId: connection.id,
  deliveryId: id,
  eventId: id,
  eventName: 'time.approved',
  body: Buffer.from('{}'),
  signature: 's',
});
await database.insertInto('alignWebhookDeliveries').values(delivery('there')).execute();

test('every connection of the service acts under its role from the beginning', async () => {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(intake);
  expect(rows).toEqual([{ role: 'illumera_ingest' }]);
});

test.each([
  ['users', sql`select id from users`],
  ['projects', sql`select id from projects`],
  ['hours', sql`select id from time_entries`],
  ['what is to reach Align', sql`select id from align_sync_outbox`],
  ['who did what', sql`select id from operator_actions`],
  ['sealed API keys', sql`select encrypted_api_key from align_connections`],
  ['what was delivered', sql`select body from align_webhook_deliveries`],
])('cannot read %s', async (_, query) => {
  await expect(query.execute(intake)).rejects.toThrow(/permission denied/);
});

test.each([
  ['change a connection', sql`update align_connections set status = 'active'`],
  ['change what was delivered', sql`update align_webhook_deliveries set body = ''`],
  ['forget a delivery', sql`delete from align_webhook_deliveries`],
  ['change who somebody is', sql`update users set role = 'platform_admin'`],
  ['change the schema', sql`create table mine (id text)`],
])('cannot %s', async (_, query) => {
  await expect(query.execute(intake)).rejects.toThrow(/permission denied/);
});

test('cannot store a delivery for a company that is not its connection’s', async () => {
  const { connection: other } = await createReceiver(database);
  const values = { ...delivery('foreign'), tenantId: other.tenantId, companyId: other.companyId };
  await expect(intake.insertInto('alignWebhookDeliveries').values(values).execute()).rejects.toThrow(
    /violates foreign key/,
  );
});

/** What the role sees that it should not, or does not see or do that it should. */
async function faultsOf(transaction: Database): Promise<string[]> {
  await sql`set local role illumera_ingest`.execute(transaction);
  const connections = await sql<{ id: string }>`select id from align_connections`.execute(transaction);
  const seen = new Set(connections.rows.map(({ id }) => id));
  const deliveries = await sql`select id from align_webhook_deliveries where id = 'there'`.execute(
    transaction,
  );
  const faults = [
    ...(seen.has(connection.id) ? [] : ['does not see a connection']),
    ...(seen.has(past.id) ? ['sees a connection that has ended'] : []),
    ...(deliveries.rows.length === 1 ? [] : ['does not see a delivery']),
  ];
  const stored = transaction.insertInto('alignWebhookDeliveries').values(delivery('new'));
  await stored.execute().catch((error: Error) => faults.push(error.message));
  return faults;
}

async function rolledBack<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result> {
  const transaction = await database.startTransaction().execute();
  try {
    return await work(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

test('sees and stores what the intake takes, and no more', async () => {
  expect(await rolledBack(faultsOf)).toEqual([]);
});

test.each([
  ['of connections is dropped', sql`drop policy intake on align_connections`],
  ['of connections lets everything through', sql`alter policy intake on align_connections using (true)`],
  ['of connections is switched off', sql`alter table align_connections disable row level security`],
  ['of deliveries is dropped', sql`drop policy intake on align_webhook_deliveries`],
])('is found out where the policy %s', async (_, breach) => {
  const faults = await rolledBack(async (transaction) => {
    await breach.execute(transaction);
    return faultsOf(transaction);
  });
  expect(faults).not.toEqual([]);
});

test('a connection that cannot take the role is not used under its login', async () => {
  const unable = createPool({
    connectionString,
    maxConnections: 1,
    applicationName: 'webhook-ingest',
    role: 'nobody_knows_it' as 'illumera_ingest',
  });
  afterAll(() => unable.end());
  await expect(sql`select 1`.execute(createDatabase(unable))).rejects.toThrow(/does not exist/);
});
