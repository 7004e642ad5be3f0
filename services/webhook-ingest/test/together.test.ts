import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, envelope, type SignedDelivery, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();
const { server } = await createIngest(database);

async function post(url: string, { body, headers }: SignedDelivery, at = server) {
  const answer = await at.inject({ method: 'POST', url, headers, payload: body });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}

const stored = { status: 200, body: { received: true } };
const deduplicated = { status: 200, body: { received: true, deduplicated: true } };

test('commits together what arrives together, each in the company whose secret signed it', async () => {
  const receivers = await Promise.all([1, 2, 3].map(() => createReceiver(database)));
  const sent = receivers.flatMap((receiver) =>
    Array.from({ length: 20 }, () => post(receiver.url, signedDelivery(receiver.secret))),
  );
  expect(await Promise.all(sent)).toEqual(sent.map(() => stored));
  for (const { connection, deliveries } of receivers) {
    const { tenantId, companyId } = connection;
    expect(await deliveries()).toEqual(
      Array.from({ length: 20 }, () => expect.objectContaining({ tenantId, companyId })),
    );
  }
  const ids = receivers.map(({ connection }) => connection.id);
  const { rows } = await sql<{ commits: number }>`
    select count(distinct xmin::text)::int as commits from align_webhook_deliveries where connection_id = any(${ids})
  `.execute(database);
  expect(rows[0]?.commits).toBeLessThan(20);
});

test('stores the same signed event once, 20 times at once and then under new delivery ids', async () => {
  const receiver = await createReceiver(database);
  const event = envelope();
  const atOnce = await Promise.all(
    Array.from({ length: 20 }, () => post(receiver.url, signedDelivery(receiver.secret, event))),
  );
  expect(atOnce.filter((answer) => JSON.stringify(answer) === JSON.stringify(stored))).toHaveLength(1);
  expect(atOnce.filter((answer) => JSON.stringify(answer) === JSON.stringify(deduplicated))).toHaveLength(19);
  expect(await post(receiver.url, signedDelivery(receiver.secret, event))).toEqual(deduplicated);
  expect(await receiver.deliveries()).toHaveLength(1);
});

test('stores the same signed event once, however many processes it comes to at once', async () => {
  const receiver = await createReceiver(database);
  const others = await Promise.all([createIngest(database), createIngest(database)]);
  const servers = [server, ...others.map((other) => other.server)];
  for (let round = 0; round < 10; round += 1) {
    const events = Array.from({ length: 10 }, () => envelope());
    const orders = [events, events.toReversed(), [...events.slice(5), ...events.slice(0, 5)]];
    const answers = await Promise.all(
      servers.flatMap((at, index) =>
        (orders[index] ?? []).map((event) => post(receiver.url, signedDelivery(receiver.secret, event), at)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.filter(({ body }) => JSON.stringify(body) === JSON.stringify(stored.body))).toHaveLength(
      10,
    );
  }
  expect(await receiver.deliveries()).toHaveLength(100);
});

test('has one that failed handled again, though copies of it arrive together', async () => {
  const receiver = await createReceiver(database);
  const event = envelope();
  await post(receiver.url, signedDelivery(receiver.secret, event));
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ status: 'failed', attempts: 5, error: 'broken', dueAt: sql<Date>`now() + interval '1 day'` })
    .where('connectionId', '=', receiver.connection.id)
    .execute();
  const answers = await Promise.all(
    [1, 2, 3].map(() => post(receiver.url, signedDelivery(receiver.secret, event))),
  );
  expect(answers.toSorted((one, other) => JSON.stringify(one).length - JSON.stringify(other).length)).toEqual(
    [stored, deduplicated, deduplicated],
  );
  const [row] = await receiver.deliveries();
  expect(row).toMatchObject({ status: 'received', attempts: 0, error: null });
  expect(row?.dueAt.getTime()).toBeLessThan(Date.now() + 60_000);
});

test('stores the others where Postgres cannot read one as JSON, and keeps the bytes of that one', async () => {
  const receiver = await createReceiver(database);
  const [oddId, bytesBefore] = [randomUUID(), '{"id":"'];
  const odd = `${bytesBefore}${oddId}","eventName":"time.approved","payload":{"amount":1e200000}}`;
  const bodies = [envelope(), odd, envelope()];
  const answers = await Promise.all(
    bodies.map((body) => post(receiver.url, signedDelivery(receiver.secret, body))),
  );
  expect(answers).toEqual([stored, stored, stored]);
  const rows = await receiver.deliveries();
  expect(rows).toHaveLength(3);
  const kept = rows.find(({ eventId }) => eventId === oddId);
  expect(kept).toMatchObject({ payload: null, status: 'received' });
  expect(kept?.body.toString()).toBe(odd);
  expect(rows.filter(({ payload }) => payload !== null)).toHaveLength(2);
});

test('stores the others where Postgres refuses one altogether, and asks for that one again', async () => {
  const receiver = await createReceiver(database);
  const refused = envelope();
  await sql`
    alter table align_webhook_deliveries add constraint refuse_one check (event_id <> ${sql.lit(refused.id)})
  `.execute(database);
  const [first, second] = [envelope(), envelope()];
  const answers = await Promise.all(
    [first, refused, second, refused].map((event) =>
      post(receiver.url, signedDelivery(receiver.secret, event)),
    ),
  );
  expect([answers[1]?.status, answers[3]?.status]).toEqual([503, 503]);
  const storedIds = async () => (await receiver.deliveries()).map(({ eventId }) => eventId).toSorted();
  await expect.poll(storedIds, { timeout: 15_000 }).toEqual([first.id, second.id].toSorted());
  await sql`alter table align_webhook_deliveries drop constraint refuse_one`.execute(database);
  const again = async () => (await post(receiver.url, signedDelivery(receiver.secret, refused))).status;
  await expect.poll(again, { timeout: 15_000 }).toBe(200);
  expect(await receiver.deliveries()).toHaveLength(3);
});
