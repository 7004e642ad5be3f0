import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { claimDelivery, handleDelivery, sweep } from '../../src/index.ts';
import { inboundCompany, noAlign } from '../inbound-company.ts';
import { jobsOf } from './jobs-of.ts';

const { database } = await useTestDatabase();

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where datname = current_database() and locktype = 'advisory' and not granted
  `.execute(database);
  return rows.length > 0;
}

test('waits for a link that is not written yet, and the link brings it back', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({
    kind: 'wait',
    alignEntityId: entry.alignId,
  });
  expect(await company.readDelivery(id)).toMatchObject({
    status: 'received',
    waitingForAlignId: entry.alignId,
  });

  await company.link(entry);
  expect(await jobsOf(database, id)).toEqual({ now: 1, later: 1 });
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
  expect((await company.readEntry(entry.id)).status).toBe('approved');
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'skipped' });
});

test('misses no link whose writing is not committed yet when it looks', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  let handled = false;
  const handling = await database.transaction().execute(async (transaction) => {
    await company.link(entry, transaction);
    const outcome = handleDelivery(database, id, noAlign).finally(() => {
      handled = true;
    });
    await expect.poll(async () => handled || (await isSomebodyWaiting())).toBe(true);
    return { outcome };
  });
  expect(await handling.outcome).toEqual({ kind: 'applied' });
});

test('is woken by a link that is written the moment after it looked', async () => {
  const company = await inboundCompany(database);
  const races = Array.from({ length: 25 }, async () => {
    const entry = await company.entry();
    const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
    const [outcome] = await Promise.all([handleDelivery(database, id, noAlign), company.link(entry)]);
    const { waitingForAlignId } = await company.readDelivery(id);
    return { waitingForAlignId, woken: outcome.kind !== 'wait' || (await jobsOf(database, id)).now === 1 };
  });
  const ends = await Promise.all(races);
  expect(ends).toEqual(ends.map(() => ({ waitingForAlignId: null, woken: true })));
});

test('shows an event that found no link for an hour as a discrepancy until the link comes', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  await handleDelivery(database, id, noAlign);
  expect(await company.discrepancies()).toEqual([]);
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ receivedAt: sql<Date>`now() - interval '61 minutes'` })
    .where('id', '=', id)
    .execute();
  await handleDelivery(database, id, noAlign);
  const unmatched = { field: 'unmatched_event', externalId: entry.alignId };
  expect(await company.discrepancies()).toMatchObject([{ ...unmatched, state: 'open' }]);
  await company.link(entry);
  await handleDelivery(database, id, noAlign);
  expect(await company.discrepancies()).toMatchObject([{ ...unmatched, state: 'resolved' }]);
});

/** Lets an hour and a little more go by for a delivery. */
function letAnHourPass(deliveryId: string) {
  return database
    .updateTable('alignWebhookDeliveries')
    .set({
      receivedAt: sql<Date>`received_at - interval '61 minutes'`,
      dueAt: sql<Date>`due_at - interval '61 minutes'`,
    })
    .where('id', '=', deliveryId)
    .execute();
}

test('finds an unmatched event after an hour although its job was lost, and again only the next day', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  await handleDelivery(database, id, noAlign);
  await sql`
    select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker._private_jobs
    where payload ->> 'deliveryId' = ${id}
  `.execute(database);
  expect(await claimDelivery(database, id)).toBeUndefined();

  await letAnHourPass(id);
  expect(await sweep(database)).toMatchObject({ deliveries: true });
  expect(await claimDelivery(database, id)).toMatchObject({ id });
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'wait' });
  const unmatched = { field: 'unmatched_event', externalId: entry.alignId, state: 'open' };
  expect(await company.discrepancies()).toMatchObject([{ ...unmatched, timesSeen: 1 }]);

  await letAnHourPass(id);
  const { dueAt } = await company.readDelivery(id);
  expect((dueAt.getTime() - Date.now()) / 3_600_000).toBeCloseTo(23, 0);
  await company.link(entry);
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
  expect(await company.discrepancies()).toMatchObject([{ ...unmatched, state: 'resolved' }]);
});
