import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { handleDeliveries, handleDelivery, sweep } from '../../src/index.ts';
import { inboundCompany, noAlign } from '../inbound-company.ts';
import { jobsOf } from './jobs-of.ts';

const { database } = await useTestDatabase();

test('applies an event once when its job runs many times at once', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => handleDelivery(database, id, noAlign)));
  expect(outcomes.filter(({ kind }) => kind === 'applied')).toHaveLength(1);
  expect(outcomes.filter(({ kind }) => kind === 'skipped')).toHaveLength(7);
});

test('tries an event that fails again on a schedule, and gives up after five attempts', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  await sql`
    alter table time_entries add constraint refuse_entry check (id <> ${sql.lit(entry.id)} or status <> 'approved')
  `.execute(database);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'failed' });
    expect(await company.readDelivery(id)).toMatchObject({
      attempts: attempt,
      status: attempt < 5 ? 'received' : 'failed',
      error: expect.stringContaining('refuse_entry'),
    });
    expect((await jobsOf(database, id)).later).toBe(Math.min(attempt, 4));
  }
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'skipped' });
  await sql`alter table time_entries drop constraint refuse_entry`.execute(database);
});

test('finds every delivery again whose job was lost, also between two attempts, and none before it is due', async () => {
  const company = await inboundCompany(database);
  const deliveries = await Promise.all(
    [0, 1].map(() => company.store({ eventName: 'time.logged', entityId: 'te_1' })),
  );
  const setDue = (ago: string) =>
    database
      .updateTable('alignWebhookDeliveries')
      .set({ dueAt: sql<Date>`now() - ${ago}::interval` })
      .where('companyId', '=', company.companyId)
      .execute();
  const statuses = () =>
    Promise.all(deliveries.map(async ({ id }) => (await company.readDelivery(id)).status));
  const [tried] = deliveries;
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ attempts: 2 })
    .where('id', '=', tried?.id ?? '')
    .execute();
  await setDue('-1 hour');
  await handleDue();
  expect(await statuses()).toEqual(['received', 'received']);
  await setDue('3 seconds');
  expect(await sweep(database)).toMatchObject({ deliveries: true });
  await handleDue();
  expect(await statuses()).toEqual(['processed', 'processed']);
  expect(await sweep(database)).toMatchObject({ deliveries: false });
});

function handleDue() {
  const stopping = new AbortController().signal;
  return handleDeliveries(database, {
    handle: ({ id }) => handleDelivery(database, id, noAlign),
    concurrency: 2,
    stopping,
    onHandled: () => undefined,
  });
}
