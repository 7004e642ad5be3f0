import { randomBytes } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, envelope, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();

type Ingest = Awaited<ReturnType<typeof createIngest>>;

/** Counts how often Postgres is asked while something is done. */
async function queriesOf(pool: Ingest['pool'], work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const onAcquire = (): void => void (count += 1);
  pool.on('acquire', onAcquire);
  await work();
  pool.off('acquire', onAcquire);
  return count;
}

async function statusOf(server: Ingest['server'], url: string, secret: string) {
  const { body, headers } = signedDelivery(secret);
  const answer = await server.inject({ method: 'POST', url, headers, payload: body });
  return answer.statusCode;
}

const madeUpUrl = () => `/api/webhooks/align/${randomBytes(16).toString('base64url')}`;

test('asks Postgres once a second for a token that nobody has, however often it comes', async () => {
  const { server, pool } = await createIngest(database);
  const url = madeUpUrl();
  const startedMs = performance.now();
  const queries = await queriesOf(pool, async () => {
    for (let turn = 0; turn < 100; turn += 1) expect(await statusOf(server, url, 'whsec_any')).toBe(404);
  });
  expect(queries).toBeGreaterThan(0);
  expect(queries).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - startedMs) / 1_000));
});

test('asks for many made-up tokens and organizations at once, and still knows the real ones', async () => {
  const { server, pool } = await createIngest(database);
  const receiver = await createReceiver(database);
  const event = envelope({ organizationId: receiver.connection.alignOrgId });
  const queries = await queriesOf(pool, async () => {
    const madeUp = await Promise.all(
      Array.from({ length: 200 }, () => statusOf(server, madeUpUrl(), 'whsec_any')),
    );
    expect(new Set(madeUp)).toEqual(new Set([404]));
  });
  expect(queries).toBeGreaterThan(0);
  expect(queries).toBeLessThanOrEqual(20);
  expect(await statusOf(server, receiver.url, receiver.secret)).toBe(200);
  const { body, headers } = signedDelivery(receiver.secret, event);
  const bare = await server.inject({ method: 'POST', url: '/api/webhooks/align', headers, payload: body });
  expect(bare.json()).toEqual({ received: true });
});

test('asks nothing but to store, once it knows a connection', async () => {
  const { server, pool } = await createIngest(database);
  const receiver = await createReceiver(database);
  await statusOf(server, receiver.url, receiver.secret);
  const queries = await queriesOf(pool, async () => {
    for (let turn = 0; turn < 5; turn += 1)
      expect(await statusOf(server, receiver.url, receiver.secret)).toBe(200);
  });
  expect(queries).toBe(5);
});

test('asks seldom however many forged signatures come for a connection', async () => {
  const { server, pool } = await createIngest(database);
  const receiver = await createReceiver(database);
  await statusOf(server, receiver.url, receiver.secret);
  const queries = await queriesOf(pool, async () => {
    for (let turn = 0; turn < 400; turn += 1)
      expect(await statusOf(server, receiver.url, 'whsec_forged')).toBe(400);
  });
  expect(queries).toBeGreaterThan(0);
  expect(queries).toBeLessThan(200);
  expect(await statusOf(server, receiver.url, receiver.secret)).toBe(200);
});

test('takes what a new secret signed at once, though it remembers the old one', async () => {
  const { server } = await createIngest(database);
  const receiver = await createReceiver(database);
  const next = await createReceiver(database, { alignOrgId: receiver.connection.alignOrgId });
  expect(await statusOf(server, receiver.url, receiver.secret)).toBe(200);
  expect(await statusOf(server, receiver.url, receiver.previousSecret)).toBe(400);
  await database
    .updateTable('alignConnections')
    .set({ previousWebhookSecretExpiresAt: new Date(Date.now() + 60_000) })
    .where('id', '=', receiver.connection.id)
    .execute();
  expect(await statusOf(server, receiver.url, receiver.previousSecret)).toBe(200);
  expect(await statusOf(server, receiver.url, next.secret)).toBe(400);
});
