import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, envelope, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();

type Ingest = Awaited<ReturnType<typeof createIngest>>;

interface Sent {
  secret?: string;
  remoteAddress?: string;
  forwardedFor?: string;
}

/** Delivers an event of its own from an address. */
async function deliver(server: Ingest['server'], url: string, sent: Sent = {}) {
  const { body, headers } = signedDelivery(sent.secret ?? 'whsec_forged', envelope({ id: randomUUID() }));
  const forwarded = sent.forwardedFor === undefined ? {} : { 'x-forwarded-for': sent.forwardedFor };
  const answer = await server.inject({
    method: 'POST',
    url,
    payload: body,
    headers: { ...headers, ...forwarded, 'x-real-ip': randomUUID(), forwarded: `for=${randomUUID()}` },
    remoteAddress: sent.remoteAddress ?? '203.0.113.7',
  });
  return {
    status: answer.statusCode,
    body: answer.json<unknown>(),
    retryAfter: answer.headers['retry-after'],
  };
}

const tooMany = { status: 429, body: { error: 'too_many' }, retryAfter: '60' };

test('takes no more from one address than it may send, whatever its headers say of where it is', async () => {
  const { server } = await createIngest(database, { limits: { requestsPerAddress: 3 } });
  const { url, secret } = await createReceiver(database);
  for (const forwardedFor of ['10.0.0.1', '10.0.0.2', '10.0.0.3'])
    expect(await deliver(server, url, { secret, forwardedFor })).toMatchObject({ status: 200 });
  expect(await deliver(server, url, { secret, forwardedFor: '10.0.0.4' })).toEqual(tooMany);
  expect(await deliver(server, url, { secret, remoteAddress: '203.0.113.8' })).toMatchObject({ status: 200 });
});

test('believes a trusted proxy about the address, and nobody before it', async () => {
  const { server } = await createIngest(database, {
    limits: { requestsPerAddress: 1 },
    trustedProxies: ['10.9.0.0/16'],
  });
  const { url, secret } = await createReceiver(database);
  const through = (forwardedFor: string) =>
    deliver(server, url, { secret, remoteAddress: '10.9.0.1', forwardedFor });
  expect(await through('198.51.100.1')).toMatchObject({ status: 200 });
  expect(await through('198.51.100.2')).toMatchObject({ status: 200 });
  expect(await through('192.0.2.99, 198.51.100.2')).toEqual(tooMany);
});

test('tells an address that was refused too often nothing more, and takes what is signed all the same', async () => {
  const { server } = await createIngest(database, { limits: { refusalsPerAddress: 2 } });
  const { url, secret } = await createReceiver(database);
  expect(await deliver(server, url)).toMatchObject({ status: 400 });
  expect(await deliver(server, '/api/webhooks/align/nobody')).toMatchObject({ status: 404 });
  expect(await deliver(server, url)).toEqual(tooMany);
  expect(await deliver(server, '/api/webhooks/align/nobody')).toEqual(tooMany);
  expect(await deliver(server, url, { secret })).toMatchObject({ status: 200 });
});

test('takes no more for one connection than it may send, and as before for another', async () => {
  const { server } = await createIngest(database, { limits: { deliveriesPerConnection: 2 } });
  const [busy, other] = [await createReceiver(database), await createReceiver(database)];
  for (const remoteAddress of ['203.0.113.1', '203.0.113.2'])
    expect(await deliver(server, busy.url, { secret: busy.secret, remoteAddress })).toMatchObject({
      status: 200,
    });
  expect(await deliver(server, busy.url, { secret: busy.secret, remoteAddress: '203.0.113.3' })).toEqual(
    tooMany,
  );
  expect(await deliver(server, other.url, { secret: other.secret })).toMatchObject({ status: 200 });
  expect(await busy.deliveries()).toHaveLength(2);
});

test('does not count what is forged in a connection’s name against it', async () => {
  const { server } = await createIngest(database, { limits: { deliveriesPerConnection: 1 } });
  const { url, secret } = await createReceiver(database);
  for (let turn = 0; turn < 3; turn += 1) await deliver(server, url);
  expect(await deliver(server, url, { secret })).toMatchObject({ status: 200 });
});
