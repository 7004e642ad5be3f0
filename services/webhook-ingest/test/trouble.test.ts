import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createDatabase, createPool } from '@illumera/schema';
import { connectionStringFor, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createIngest, createReceiver, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();

/** A database behind a port at which nothing answers, or something that never says a word. */
function unreachable(port: number) {
  const connectionString = connectionStringFor(`postgres://nobody@127.0.0.1:${port}/none`, 'none');
  const pool = createPool({ connectionString, maxConnections: 2, applicationName: 'test' });
  const broken = createDatabase(pool);
  afterAll(() => broken.destroy());
  return broken;
}

async function mutePort(): Promise<number> {
  const sockets = new Set<Socket>();
  const mute = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
  const address = mute.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

test.each([
  ['refuses connections', async () => 1],
  ['does not say a word', mutePort],
])('asks for another try within 3 s while Postgres %s', async (_, port) => {
  const { server } = await createIngest(unreachable(await port()));
  const startedMs = performance.now();
  const { body, headers } = signedDelivery('whsec_any');
  const answer = await server.inject({
    method: 'POST',
    url: '/api/webhooks/align/token',
    headers,
    payload: body,
  });
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(performance.now() - startedMs).toBeLessThan(3_200);
  const ready = await server.inject('/readyz');
  expect(ready.statusCode).toBe(503);
});

test('is ready on a migrated database', async () => {
  const { server } = await createIngest(database);
  expect((await server.inject('/readyz')).statusCode).toBe(200);
});

test.each(['x-align-delivery-id', 'x-align-event', 'x-align-timestamp', 'x-align-signature'])(
  'refuses the header %s where it came twice, though both times the same',
  async (name) => {
    const { server } = await createIngest(database);
    const receiver = await createReceiver(database);
    const url = new URL(receiver.url, await server.listen({ host: '127.0.0.1', port: 0 }));
    const { body, headers } = signedDelivery(receiver.secret);
    const doubled = { ...headers, [name]: [headers[name] ?? '', headers[name] ?? ''] };
    const sent = request(url, { method: 'POST', headers: doubled });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse((await answer.toArray()).join(''))).toEqual({ error: 'malformed_header' });
    expect(await receiver.deliveries()).toEqual([]);
  },
);

test('gives up on a body that does not come in whole', async () => {
  const { server } = await createIngest(database);
  const url = new URL('/api/webhooks/align', await server.listen({ host: '127.0.0.1', port: 0 }));
  const startedMs = performance.now();
  const sent = request(url, { method: 'POST', headers: { 'content-length': '100' } });
  sent.on('error', () => undefined);
  sent.write('{');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(408);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});

test('sheds load well within 5 s while Postgres does not get on, and takes again when it does', async () => {
  const { server } = await createIngest(database);
  const receiver = await createReceiver(database);
  const deliver = async () => {
    const startedMs = performance.now();
    const { body, headers } = signedDelivery(receiver.secret);
    const answer = await server.inject({ method: 'POST', url: receiver.url, headers, payload: body });
    return {
      status: answer.statusCode,
      retryAfter: answer.headers['retry-after'],
      tookMs: performance.now() - startedMs,
    };
  };
  expect(await deliver()).toMatchObject({ status: 200 });
  await database.transaction().execute(async (transaction) => {
    await sql`lock table align_webhook_deliveries in share mode`.execute(transaction);
    const stuck = [deliver(), deliver(), deliver()];
    await expect.poll(async () => (await deliver()).tookMs < 500, { timeout: 10_000 }).toBe(true);
    for (const { tookMs, ...answer } of await Promise.all(stuck)) {
      expect(answer).toEqual({ status: 503, retryAfter: '5' });
      expect(tookMs).toBeLessThan(4_000);
    }
  });
  await expect.poll(async () => (await deliver()).status, { timeout: 10_000 }).toBe(200);
});
