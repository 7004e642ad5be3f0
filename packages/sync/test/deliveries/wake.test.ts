import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { lowerDeliveryWake } from '../../src/deliveries/lower-delivery-wake.ts';
import { type HandleDeliveriesOptions } from '../../src/deliveries/handle-deliveries.ts';
import { handleDeliveries, handleDelivery } from '../../src/index.ts';
import { inboundCompany, noAlign } from '../inbound-company.ts';

const { database } = await useTestDatabase();
const kept = { eventName: 'invoice.paid' } as const;

/** Takes a job as a worker does. @returns whether there was one */
async function takeJob(): Promise<boolean> {
  const { rows } = await sql`
    delete from graphile_worker._private_jobs where id in (
      select job.id from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = task_id
      where identifier = 'handle_deliveries' order by job.id limit 1 for update of job skip locked
    ) returning id
  `.execute(database);
  return rows.length > 0;
}

async function jobCount(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker.jobs where task_identifier = 'handle_deliveries'
  `.execute(database);
  return rows[0]?.count ?? 0;
}

async function countReceived(): Promise<number> {
  const rows = await database
    .selectFrom('alignWebhookDeliveries')
    .select('id')
    .where('status', '=', 'received')
    .execute();
  return rows.length;
}

function handle(options: Partial<HandleDeliveriesOptions> = {}) {
  return handleDeliveries(database, {
    handle: ({ id }) => handleDelivery(database, id, noAlign),
    concurrency: 2,
    stopping: new AbortController().signal,
    onHandled: () => undefined,
    ...options,
  });
}

beforeEach(async () => {
  while (await takeJob()) await handle();
});

test('adds one job for all that is stored until somebody has taken it', async () => {
  const company = await inboundCompany(database);
  for (let turn = 0; turn < 5; turn += 1) await company.store(kept);
  expect(await jobCount()).toBe(1);
  expect(await takeJob()).toBe(true);
  await handle();
  expect(await countReceived()).toBe(0);
  await company.store(kept);
  expect(await jobCount()).toBe(1);
});

test('is not lowered while somebody stores who relies on it, and takes that along afterwards', async () => {
  const company = await inboundCompany(database);
  await company.store(kept);
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ isMine: boolean }>`select raise_delivery_wake() as is_mine`.execute(
      transaction,
    );
    expect(rows).toEqual([{ isMine: false }]);
    expect(await lowerDeliveryWake(database)).toBe(false);
  });
  expect(await lowerDeliveryWake(database)).toBe(true);
});

test('leaves nothing behind, whatever is stored at the moment when a job takes its last look', async () => {
  const company = await inboundCompany(database);
  const storing = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 60; turn += 1) await company.store(kept);
    }),
  );
  const stored = { all: false };
  const working = Array.from({ length: 2 }, async () => {
    while (!stored.all || (await jobCount()) > 0) if (await takeJob()) await handle();
  });
  await storing;
  stored.all = true;
  await Promise.all(working);
  expect(await countReceived()).toBe(0);
});

test('gives back what it has claimed when it is to stop, for a job that is there', async () => {
  const company = await inboundCompany(database);
  for (let turn = 0; turn < 6; turn += 1) await company.store(kept);
  await takeJob();
  const stopping = new AbortController();
  await handle({ stopping: stopping.signal, onHandled: () => stopping.abort() });
  expect(await countReceived()).toBeGreaterThan(0);
  expect(await takeJob()).toBe(true);
  await handle();
  expect(await countReceived()).toBe(0);
});

test('has others take what was claimed with one that hangs, and what comes meanwhile', async () => {
  const company = await inboundCompany(database);
  for (let turn = 0; turn < 6; turn += 1) await company.store(kept);
  await takeJob();
  const over = Promise.withResolvers<void>();
  const isHanging = new Set<string>();
  const hanging = handle({
    handle: async ({ id }) => {
      isHanging.add(id);
      await over.promise;
      return handleDelivery(database, id, noAlign);
    },
  });
  await until('others called', () => takeJob());
  await handle();
  expect(await countReceived()).toBe(isHanging.size);
  await company.store(kept);
  expect(await takeJob()).toBe(true);
  await handle();
  expect(await countReceived()).toBe(isHanging.size);
  over.resolve();
  await hanging;
  expect(await countReceived()).toBe(0);
});
