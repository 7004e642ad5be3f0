import { randomBytes } from 'node:crypto';
import { proofSize, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, envelope, postPatiently, signedDelivery } from './ingest.ts';
import { forge, type Genuine, mutationNames, type Request } from './mutate-delivery.ts';

const { database } = await useTestDatabase();
const { server } = await createIngest(database);

const FORGERIES = proofSize({ usual: 3_000, full: 100_000 });
const AT_ONCE = 16;

type Receiver = Awaited<ReturnType<typeof createReceiver>>;

/** A delivery that nobody has touched, on the connection's own path or on the one without a token. */
function genuineFor({ connection, secret, previousSecret, url }: Receiver, isTokenless = false): Genuine {
  const organizationId = connection.alignOrgId;
  const { headers, body } = signedDelivery(secret, envelope({ organizationId }));
  return {
    url: isTokenless ? '/api/webhooks/align' : url,
    headers,
    body: Buffer.from(body),
    secret,
    expiredSecret: previousSecret,
  };
}

/** Sends from an address of its own, so that no limit by address stands before what is being proved. */
async function send({ url, headers, body }: Request) {
  const remoteAddress = `10.${[...randomBytes(3)].join('.')}`;
  const answer = await postPatiently(server, { url, headers, body, remoteAddress });
  return { status: answer.status, error: answer.body.error ?? 'accepted' };
}

/** What a forgery could have written. */
async function written() {
  const { rows } = await sql<{ deliveries: number; jobs: number; connections: string }>`
    select (select count(*)::int from align_webhook_deliveries) as deliveries,
      (select count(*)::int from graphile_worker._private_jobs) as jobs,
      (select string_agg(connection::text, '' order by id) from align_connections connection) as connections
  `.execute(database);
  return rows[0];
}

test(`accepts none of ${FORGERIES} forgeries, answers each with a refusal and writes nothing`, async () => {
  const previousSecretExpiresAt = new Date(Date.now() - 60_000);
  const receivers = await Promise.all(
    [0, 1, 2].map(() => createReceiver(database, { previousSecretExpiresAt })),
  );
  const before = await written();
  let next = 0;
  const forgeries = forge('forgeries', () => {
    const receiver = receivers[(next += 1) % receivers.length];
    if (receiver === undefined) throw new Error('there is no receiver');
    return genuineFor(receiver, next % 5 === 0);
  });
  const refusals = new Map<string, number>();
  const wrong: unknown[] = [];
  let left = FORGERIES;
  const forger = async () => {
    while (left > 0) {
      left -= 1;
      const { value } = forgeries.next();
      const { status, error } = await send(value.request);
      refusals.set(error, (refusals.get(error) ?? 0) + 1);
      if (status !== 400 && status !== 404) wrong.push({ status, error, ...value });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, forger));
  expect(wrong).toEqual([]);
  expect(await written()).toEqual(before);
  expect(before).toMatchObject({ deliveries: 0, jobs: 0 });
  expect([...refusals.keys()].toSorted()).toEqual([
    'bad_signature',
    'event_mismatch',
    'malformed_body',
    'malformed_header',
    'missing_header',
    'stale_timestamp',
    'unknown_connection',
  ]);
  expect(refusals.get('bad_signature')).toBeGreaterThan(FORGERIES / 4);
}, 900_000);

test('accepts what the forgeries were made of', async () => {
  const receiver = await createReceiver(database);
  for (const isTokenless of [false, true]) {
    expect(await send(genuineFor(receiver, isTokenless))).toEqual({ status: 200, error: 'accepted' });
  }
  expect(mutationNames.length).toBeGreaterThan(30);
});
