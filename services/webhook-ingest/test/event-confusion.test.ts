import { randomUUID } from 'node:crypto';
import { subscribedEventNames } from '@illumera/align-client';
import { proofSize, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  createIngest,
  createReceiver,
  envelope,
  postPatiently,
  type SignedDelivery,
  signedDelivery,
} from './ingest.ts';

const { database } = await useTestDatabase();
const { server } = await createIngest(database);

const REPLAYS = proofSize({ usual: 100, full: 1_000 });
/** How much later a captured delivery is sent again. */
const laterSeconds = [0, 1, 600, 26 * 3_600, 30 * 86_400];

const post = (url: string, { body, headers }: SignedDelivery, changed: Record<string, string>) =>
  postPatiently(server, { url, headers: { ...headers, ...changed }, body });

async function jobs(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker._private_jobs
  `.execute(database);
  return rows[0]?.count ?? 0;
}

test('refuses each of 21 signed events under the header of each of the 20 others, and takes it under its own', async () => {
  const receiver = await createReceiver(database);
  const jobsBefore = await jobs();
  for (const eventName of subscribedEventNames) {
    const delivery = signedDelivery(receiver.secret, envelope({ eventName }));
    const others = subscribedEventNames.filter((name) => name !== eventName);
    const answers = await Promise.all(
      others.map((other) => post(receiver.url, delivery, { 'x-align-event': other })),
    );
    expect(answers).toEqual(others.map(() => ({ status: 400, body: { error: 'event_mismatch' } })));
    const own = await post(receiver.url, delivery, { 'x-align-event': eventName });
    expect(own).toEqual({ status: 200, body: { received: true } });
  }
  const stored = await receiver.deliveries();
  expect(stored.map((row) => row.eventName).toSorted()).toEqual(subscribedEventNames.toSorted());
  expect((await jobs()) - jobsBefore).toBe(1);
});

test(`does nothing with a captured delivery that comes ${REPLAYS} times with new headers`, async () => {
  const receiver = await createReceiver(database);
  const delivery = signedDelivery(receiver.secret);
  await post(receiver.url, delivery, {});
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ status: 'processed', outcome: 'applied', processedAt: new Date() })
    .where('connectionId', '=', receiver.connection.id)
    .execute();
  const before = { rows: await receiver.deliveries(), jobs: await jobs() };
  const nowSeconds = Math.floor(Date.now() / 1000);
  for (let replay = 0; replay < REPLAYS; replay += 1) {
    const seconds = nowSeconds + (laterSeconds[replay % laterSeconds.length] ?? 0);
    const headers = { 'x-align-delivery-id': randomUUID(), 'x-align-timestamp': String(seconds) };
    const answer = await post(receiver.url, delivery, headers);
    expect(answer).toEqual({ status: 200, body: { received: true, deduplicated: true } });
  }
  expect({ rows: await receiver.deliveries(), jobs: await jobs() }).toEqual(before);
});
