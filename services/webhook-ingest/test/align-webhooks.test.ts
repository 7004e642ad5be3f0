import { randomUUID } from 'node:crypto';
import { signBody } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, envelope, type SignedDelivery, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();
const { server, registry, logged } = await createIngest(database);

const received = { received: true };
const deduplicated = { received: true, deduplicated: true };
const refusal = (error: string) => ({ error });

async function post(url: string, { body, headers }: SignedDelivery) {
  const answer = await server.inject({ method: 'POST', url, headers, payload: body });
  return {
    status: answer.statusCode,
    body: answer.json<unknown>(),
    retryAfter: answer.headers['retry-after'],
  };
}

function secondsAgo(seconds: number) {
  return String(Math.floor(Date.now() / 1000) - seconds);
}

/** A signed event of so many bytes. */
function padded(bytes: number): string {
  const text = JSON.stringify(envelope());
  return text + ' '.repeat(bytes - text.length);
}

test('stores a signed delivery with a job to handle it', async () => {
  const receiver = await createReceiver(database);
  const event = envelope();
  const delivery = signedDelivery(receiver.secret, event);
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 200, body: received });
  const [row] = await receiver.deliveries();
  expect(row).toMatchObject({
    eventId: event.id,
    deliveryId: delivery.headers['x-align-delivery-id'],
    eventName: 'time.approved',
    tenantId: receiver.connection.tenantId,
    companyId: receiver.connection.companyId,
    signature: delivery.headers['x-align-signature'],
    payload: event,
    status: 'received',
  });
  expect(row?.body.toString()).toBe(delivery.body);
  const jobs = await sql`
    select from graphile_worker.jobs where task_identifier = 'handle_deliveries' and run_at <= now()
  `.execute(database);
  expect(jobs.rows).toHaveLength(1);
});

test('acknowledges an event that is stored already, whatever its header id', async () => {
  const receiver = await createReceiver(database);
  const event = envelope();
  await post(receiver.url, signedDelivery(receiver.secret, event));
  const again = await post(receiver.url, signedDelivery(receiver.secret, event));
  expect(again).toMatchObject({ status: 200, body: deduplicated });
  expect(await receiver.deliveries()).toHaveLength(1);
});

test('stores one row of 20 copies that come at once', async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(receiver.url, delivery)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(answers.filter(({ body }) => JSON.stringify(body) === JSON.stringify(received))).toHaveLength(1);
  expect(await receiver.deliveries()).toHaveLength(1);
});

test("takes a company's event though another one's has its ids already", async () => {
  const [squatter, victim] = [await createReceiver(database), await createReceiver(database)];
  const event = envelope();
  const headerId = randomUUID();
  for (const receiver of [squatter, victim]) {
    const delivery = signedDelivery(receiver.secret, event);
    delivery.headers['x-align-delivery-id'] = headerId;
    expect(await post(receiver.url, delivery)).toMatchObject({ status: 200, body: received });
    expect(await receiver.deliveries()).toMatchObject([{ eventId: event.id, deliveryId: headerId }]);
  }
});

test("goes by the header's id where the body has none, in S1's envelope", async () => {
  const receiver = await createReceiver(database);
  const organizationId = receiver.connection.alignOrgId;
  const delivery = signedDelivery(receiver.secret, { organizationId, data: { id: 'align-te-1' } });
  expect(await post('/api/webhooks/align', delivery)).toMatchObject({ status: 200, body: received });
  expect(await post('/api/webhooks/align', delivery)).toMatchObject({ status: 200, body: deduplicated });
  const rows = await receiver.deliveries();
  expect(rows).toMatchObject([{ eventId: delivery.headers['x-align-delivery-id'], entityId: 'align-te-1' }]);
});

test.each(['x-align-delivery-id', 'x-align-event', 'x-align-timestamp', 'x-align-signature'])(
  'misses the header %s',
  async (name) => {
    const receiver = await createReceiver(database);
    const delivery = signedDelivery(receiver.secret);
    delete delivery.headers[name];
    expect(await post(receiver.url, delivery)).toMatchObject({
      status: 400,
      body: refusal('missing_header'),
    });
  },
);

test.each([
  ['x-align-delivery-id', 'a b'],
  ['x-align-delivery-id', 'a'.repeat(129)],
  ['x-align-delivery-id', 'one, two'],
  ['x-align-event', 'time.approved, time.approved'],
  ['x-align-timestamp', '123456789'],
  ['x-align-timestamp', '12345678901'],
  ['x-align-timestamp', '1767225600.5'],
  ['x-align-timestamp', '-767225600'],
  ['x-align-signature', 'sha256=abc'],
  ['x-align-signature', `sha256=${'A'.repeat(64)}`],
  ['x-align-signature', `md5=${'a'.repeat(64)}`],
])('calls the header %s: %s malformed', async (name, value) => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  delivery.headers[name] = value;
  expect(await post(receiver.url, delivery)).toMatchObject({
    status: 400,
    body: refusal('malformed_header'),
  });
});

test.each([
  '',
  'no json',
  '[]',
  'null',
  '"text"',
  '{"id":1}',
  `{"id":"${'x'.repeat(129)}"}`,
  '{"eventName":{}}',
  '{"organizationId":"org_1","data":{"organizationId":"org_2"}}',
  `${'['.repeat(100)}${']'.repeat(100)}`,
])('calls the body %j malformed', async (body) => {
  const receiver = await createReceiver(database);
  const answer = await post(receiver.url, signedDelivery(receiver.secret, body));
  expect(answer).toMatchObject({ status: 400, body: refusal('malformed_body') });
});

test('refuses what another secret signed, and changed bytes', async () => {
  const receiver = await createReceiver(database);
  const forged = signedDelivery('whsec_other');
  expect(await post(receiver.url, forged)).toMatchObject({ status: 400, body: refusal('bad_signature') });
  const changed = signedDelivery(receiver.secret);
  changed.body += ' ';
  expect(await post(receiver.url, changed)).toMatchObject({ status: 400, body: refusal('bad_signature') });
  expect(await receiver.deliveries()).toEqual([]);
});

test.each([
  [-302, 'stale_timestamp'],
  [302, 'stale_timestamp'],
])('refuses a header time %i s ago', async (seconds, error) => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  delivery.headers['x-align-timestamp'] = secondsAgo(seconds);
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 400, body: refusal(error) });
  expect(await receiver.deliveries()).toEqual([]);
});

test.each([-298, 298])('takes a header time %i s ago', async (seconds) => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  delivery.headers['x-align-timestamp'] = secondsAgo(seconds);
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 200 });
});

test('knows a duplicate before it looks at the time', async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  await post(receiver.url, delivery);
  delivery.headers['x-align-timestamp'] = secondsAgo(4_000);
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 200, body: deduplicated });
});

test('refuses an event header that the signed body contradicts', async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  delivery.headers['x-align-event'] = 'time.invoiced';
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 400, body: refusal('event_mismatch') });
});

test('checks the signature before it says that an event does not match', async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery('whsec_other');
  delivery.headers['x-align-event'] = 'time.invoiced';
  expect(await post(receiver.url, delivery)).toMatchObject({ body: refusal('bad_signature') });
});

test.each([
  '/api/webhooks/align/nobody',
  '/api/webhooks/align',
  '/api/webhooks/align/',
  '/api/webhooks/align/a%00b',
  '/api/webhooks/align/%zz',
  `/api/webhooks/align/${'a'.repeat(200)}`,
])('knows no connection at %s', async (url) => {
  const delivery = signedDelivery('whsec_any', envelope({ organizationId: 'org_nobody' }));
  expect(await post(url, delivery)).toMatchObject({ status: 404, body: refusal('unknown_connection') });
});

test('has nothing at a path that is none', async () => {
  const answer = await post('/%zz', signedDelivery('whsec_any'));
  expect(answer).toMatchObject({ status: 404, body: { error: 'not_found' } });
});

test('knows no connection without an organization on the path without a token', async () => {
  const receiver = await createReceiver(database);
  const answer = await post('/api/webhooks/align', signedDelivery(receiver.secret));
  expect(answer).toMatchObject({ status: 404, body: refusal('unknown_connection') });
});

test('does not know a disconnected connection', async () => {
  const receiver = await createReceiver(database, { status: 'disconnected' });
  const event = envelope({ organizationId: receiver.connection.alignOrgId });
  const delivery = signedDelivery(receiver.secret, event);
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 404 });
  expect(await post('/api/webhooks/align', delivery)).toMatchObject({ status: 404 });
});

test('takes deliveries while the connection is in error', async () => {
  const receiver = await createReceiver(database, { status: 'error' });
  expect(await post(receiver.url, signedDelivery(receiver.secret))).toMatchObject({ status: 200 });
});

test("refuses another organization's event on a connection's own path", async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret, envelope({ payload: { organizationId: 'org_other' } }));
  expect(await post(receiver.url, delivery)).toMatchObject({
    status: 404,
    body: refusal('unknown_connection'),
  });
});

test.each([
  ['its root', (organizationId: string) => ({ organizationId })],
  ['data', (organizationId: string) => ({ data: { organizationId }, payload: undefined })],
  ['payload', (organizationId: string) => ({ payload: { organizationId } })],
])('finds the organization in %s', async (_, place) => {
  const receiver = await createReceiver(database);
  const event = envelope(place(receiver.connection.alignOrgId));
  const answer = await post('/api/webhooks/align', signedDelivery(receiver.secret, event));
  expect(answer).toMatchObject({ status: 200, body: received });
  expect(await receiver.deliveries()).toHaveLength(1);
});

test('chooses among connections of one organization the one whose secret verifies', async () => {
  const alignOrgId = `org_${randomUUID()}`;
  const [first, second] = [
    await createReceiver(database, { alignOrgId }),
    await createReceiver(database, { alignOrgId }),
  ];
  const event = envelope({ organizationId: alignOrgId });
  expect(await post('/api/webhooks/align', signedDelivery(second.secret, event))).toMatchObject({
    status: 200,
  });
  expect([await first.deliveries(), await second.deliveries()].map((rows) => rows.length)).toEqual([0, 1]);
});

test('accepts the previous secret until it expires', async () => {
  const rotated = await createReceiver(database, { previousSecretExpiresAt: new Date(Date.now() + 60_000) });
  const expired = await createReceiver(database, { previousSecretExpiresAt: new Date(Date.now() - 60_000) });
  expect(await post(rotated.url, signedDelivery(rotated.previousSecret))).toMatchObject({ status: 200 });
  expect(await post(rotated.url, signedDelivery(rotated.secret))).toMatchObject({ status: 200 });
  const late = await post(expired.url, signedDelivery(expired.previousSecret));
  expect(late).toMatchObject({ status: 400, body: refusal('bad_signature') });
});

test('asks for another try while the secret of a new connection is not stored yet', async () => {
  const receiver = await createReceiver(database, { withSecret: false });
  expect(await post(receiver.url, signedDelivery(receiver.secret))).toMatchObject({
    status: 503,
    retryAfter: '5',
  });
});

test('stores a signed body that Postgres cannot hold as JSON, and an event that nobody told of', async () => {
  const receiver = await createReceiver(database);
  const odd = `{"id":"${randomUUID()}","eventName":"time.approved","payload":{"a":"\\u0000","b":"\\ud800","c":1e400}}`;
  expect(await post(receiver.url, signedDelivery(receiver.secret, odd))).toMatchObject({ status: 200 });
  const unheard = signedDelivery(receiver.secret, envelope({ eventName: 'moon.landed', schemaVersion: 9 }));
  unheard.headers['x-align-event'] = 'moon.landed';
  expect(await post(receiver.url, unheard)).toMatchObject({ status: 200 });
  expect(await receiver.deliveries()).toHaveLength(2);
});

test.each([
  'text/plain',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  '',
  'json',
  'application/json, application/json',
])('takes the bytes as they are with content type %j', async (contentType) => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret, ` ${JSON.stringify(envelope(), null, 2)}\n`);
  delivery.headers['content-type'] = contentType;
  expect(await post(receiver.url, delivery)).toMatchObject({ status: 200 });
});

test('takes a body of 1 MiB and refuses one byte more', async () => {
  const receiver = await createReceiver(database);
  const limit = 1024 * 1024;
  expect(await post(receiver.url, signedDelivery(receiver.secret, padded(limit)))).toMatchObject({
    status: 200,
  });
  const over = await post(receiver.url, signedDelivery(receiver.secret, padded(limit + 1)));
  expect(over).toMatchObject({ status: 413, body: refusal('too_large') });
});

test('signs with the whole secret, its prefix included', async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  const bare = receiver.secret.replace('whsec_', '');
  delivery.headers['x-align-signature'] = signBody(bare, Buffer.from(delivery.body));
  expect(await post(receiver.url, delivery)).toMatchObject({ body: refusal('bad_signature') });
});

test('counts answers and logs no secret, signature or token', async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  await post(receiver.url, delivery);
  await post(receiver.url, signedDelivery('whsec_other'));
  const late = signedDelivery(receiver.secret);
  late.headers['x-align-timestamp'] = secondsAgo(4_000);
  await post(receiver.url, late);
  const metrics = await registry.metrics();
  expect(metrics).toMatch(/align_webhook_deliveries_total\{outcome="stale_timestamp"\} \d/);
  expect(metrics).toMatch(/align_webhook_deliveries_total\{outcome="stored"\} \d/);
  expect(metrics).toMatch(/align_webhook_deliveries_total\{outcome="bad_signature"\} \d/);
  const log = logged.join('');
  expect(log).toContain('/api/webhooks/align/:routeToken');
  for (const secret of [
    receiver.secret,
    receiver.connection.routeToken ?? '-',
    delivery.headers['x-align-signature'] ?? '-',
  ]) {
    expect(log).not.toContain(secret);
  }
});
