import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { handleDelivery, type NewDelivery, storeDeliveries } from '../../src/index.ts';
import { inboundCompany, noAlign } from '../inbound-company.ts';
import { isHandlingDue } from './jobs-of.ts';

const { database } = await useTestDatabase();

test('stores the signed bytes with a job, and a second copy not at all', async () => {
  const company = await inboundCompany(database);
  const id = randomUUID();
  const first = await company.store({ id, eventName: 'time.logged', entityId: 'te_1', payload: { a: 1 } });
  const second = await company.store({ id, eventName: 'time.logged', entityId: 'te_1' });
  expect([first.answer, second.answer]).toEqual(['stored', 'duplicate']);
  const row = await company.readDelivery(first.id);
  expect(row).toMatchObject({
    eventId: id,
    entityId: 'te_1',
    status: 'received',
    companyId: company.companyId,
  });
  expect(JSON.parse(row.body.toString())).toEqual(row.payload);
  expect(await isHandlingDue(database)).toBe(true);
});

test('stores one row of 20 copies that come at once', async () => {
  const company = await inboundCompany(database);
  const event = { id: randomUUID(), eventName: 'time.logged' };
  const stored = await Promise.all(Array.from({ length: 20 }, () => company.store(event)));
  expect(stored.filter(({ answer }) => answer === 'stored')).toHaveLength(1);
  expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
});

test('keeps bytes that Postgres cannot hold as JSON, and handles them', async () => {
  const company = await inboundCompany(database);
  const { id } = await company.store({ eventName: 'time.logged', payload: { note: 'a\0b', half: '\ud800' } });
  expect((await company.readDelivery(id)).payload).toBeNull();
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'ignored' });
});

test('takes an event that failed again when it is delivered again', async () => {
  const company = await inboundCompany(database);
  const event = { id: randomUUID(), eventName: 'time.logged' };
  const { id } = await company.store(event);
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ status: 'failed', attempts: 5, error: 'broken' })
    .where('id', '=', id)
    .execute();
  expect((await company.store(event)).answer).toBe('stored');
  expect(await company.readDelivery(id)).toMatchObject({ status: 'received', attempts: 0, error: null });
  expect(await isHandlingDue(database)).toBe(true);
});

test('stores the same events at the same time in whichever order each has them', async () => {
  const { companyId, connection, tenantId } = await inboundCompany(database);
  const event = { name: 'time.logged', schemaVersion: 1, organizationId: undefined, data: {} };
  const deliveries = Array.from(
    { length: 100 },
    (_, index): NewDelivery => ({
      connection: { id: connection.id, tenantId, companyId },
      deliveryId: `d-${index}`,
      signature: 'sha256=0',
      body: Buffer.from('{}'),
      event: {
        ...event,
        id: `e-${index}`,
        entityType: undefined,
        entityId: undefined,
        occurredAt: undefined,
        actorUserId: undefined,
      },
    }),
  );
  const orders = [deliveries, deliveries.toReversed(), [...deliveries.slice(50), ...deliveries.slice(0, 50)]];
  for (let round = 0; round < 10; round += 1) {
    const fresh = (delivery: NewDelivery) => ({
      ...delivery,
      event: { ...delivery.event, id: `${round}-${delivery.event.id}` },
    });
    const answers = await Promise.all(orders.map((order) => storeDeliveries(database, order.map(fresh))));
    expect(answers.flat().filter((answer) => answer === 'stored')).toHaveLength(deliveries.length);
  }
});
