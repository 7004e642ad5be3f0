import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { handleDelivery, sweep } from '../../src/index.ts';
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
  const [untried, tried] = [deliveries[0]?.id ?? '', deliveries[1]?.id ?? ''];
  await database.updateTable('alignWebhookDeliveries').set({ attempts: 2 }).where('id', '=', tried).execute();
  await setDue('-1 hour');
  await sweep(database);
  expect([await jobsOf(database, untried), await jobsOf(database, tried)]).toMatchObject([
    { now: 1 },
    { now: 1 },
  ]);
  await setDue('1 minute');
  await sweep(database);
  expect([await jobsOf(database, untried), await jobsOf(database, tried)]).toMatchObject([
    { now: 2 },
    { now: 2 },
  ]);
});
