import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { handleDelivery } from '../../src/index.ts';
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
