import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, createPool, type Database, migrate } from '@illumera/schema';
import { type ClaimedDelivery, handleDeliveries, handleDelivery } from '@illumera/sync';
import { until, useTestDatabase } from '@illumera/testkit';
import { freePort, reachableDirectory, startEmbeddedPostgres } from '@illumera/testkit/servers';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createReceiver } from './ingest.ts';
import { ingestProcess } from './ingest-process.ts';
import { startSending } from './steady-sender.ts';

const MOST_MS = 5_000;
const BETWEEN_TROUBLES = 60;
const SHED = 30;
const { database, connectionString } = await useTestDatabase();

/** Writes down each time a delivery is handled. */
async function recordHandling(target: Database): Promise<void> {
  await sql`
    create table handled (event_id text);
    create function record_handled() returns trigger language plpgsql as $$
    begin
      insert into handled values (new.event_id);
      return new;
    end $$;
    create trigger record_handled after update of status on align_webhook_deliveries
      for each row when (new.status = 'processed') execute function record_handled();
  `.execute(target);
}

/** Handles all there is, twice over, as two workers would. */
async function handleAll(target: Database): Promise<void> {
  const options = {
    handle: ({ id }: ClaimedDelivery) => handleDelivery(target, id, () => undefined),
    concurrency: 2,
    stopping: new AbortController().signal,
    onHandled: () => undefined,
  };
  await until(
    'everything to be handled',
    async () => {
      await Promise.all([handleDeliveries(target, options), handleDeliveries(target, options)]);
      const { rows } = await sql`
        select from align_webhook_deliveries where status = 'received' and waiting_for_align_id is null
      `.execute(target);
      return rows.length === 0;
    },
    60_000,
  );
}

/** How many acknowledged events are not stored exactly once, and how many were not handled exactly once. */
async function countWrong(target: Database, acknowledged: ReadonlySet<string>) {
  const { rows } = await sql<{ stored: number; handled: number }>`
    select count(*) filter (where (select count(*) from align_webhook_deliveries where event_id = event) <> 1)::int as stored,
      count(*) filter (where (select count(*) from handled where event_id = event) <> 1)::int as handled
    from unnest(${[...acknowledged]}::text[]) as acknowledged (event)
  `.execute(target);
  return rows[0];
}

test('loses nothing that it acknowledged when it is killed under load, and each is handled once', async () => {
  await recordHandling(database);
  const receiver = await createReceiver(database);
  const ingest = await ingestProcess(connectionString);
  await ingest.start();
  const sending = startSending(`${ingest.origin}${receiver.url}`, receiver.secret);
  for (let kills = 0; kills < 3; kills += 1) {
    const before = sending.acknowledged.size;
    await until('more to be acknowledged', async () => sending.acknowledged.size > before + BETWEEN_TROUBLES);
    await ingest.kill();
    await ingest.start();
  }
  const before = sending.acknowledged.size;
  await until('more to be acknowledged', async () => sending.acknowledged.size > before + BETWEEN_TROUBLES);
  await sending.stop();
  await ingest.stop();
  await handleAll(database);
  expect(sending.statuses.get('broken')).toBeGreaterThan(0);
  expect(sending.slowestAnswerMs()).toBeLessThan(MOST_MS);
  expect(await countWrong(database, sending.acknowledged)).toEqual({ stored: 0, handled: 0 });
}, 120_000);

/** A durable Postgres of its own that can be stopped without a word and started again at the same place. */
async function ownPostgres() {
  const temporary = mkdtempSync(join(tmpdir(), 'illumera-ingest-'));
  const dataDirectory = reachableDirectory(temporary);
  const port = await freePort();
  const start = () => startEmbeddedPostgres({ dataDirectory, port, durability: 'durable' });
  let server = await start();
  onTestFinished(async () => {
    await server.stop();
    for (const path of [temporary, dataDirectory]) rmSync(path, { recursive: true, force: true });
  });
  return {
    connectionString: server.connectionString,
    /** As a crash would: no checkpoint, no farewell to anybody. */
    stopImmediately: async () => {
      const [file = ''] = globSync(`${dataDirectory}/**/postmaster.pid`);
      const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
      await server.exited;
    },
    start: async () => {
      server = await start();
    },
  };
}

test('answers in time while Postgres is stopped under load, and loses nothing that it acknowledged', async () => {
  const postgres = await ownPostgres();
  await migrate(postgres.connectionString);
  const pool = createPool({
    connectionString: postgres.connectionString,
    maxConnections: 8,
    applicationName: 'test',
  });
  const own = createDatabase(pool);
  onTestFinished(() => own.destroy());
  await recordHandling(own);
  const receiver = await createReceiver(own);
  const ingest = await ingestProcess(postgres.connectionString);
  await ingest.start();
  onTestFinished(async () => void (await ingest.stop()));
  const sending = startSending(`${ingest.origin}${receiver.url}`, receiver.secret);
  const moreOf = (status: string, count: number) => {
    const before = sending.statuses.get(status) ?? 0;
    return until(`more ${status}`, async () => (sending.statuses.get(status) ?? 0) > before + count, 30_000);
  };
  for (let stops = 0; stops < 2; stops += 1) {
    await moreOf('200', BETWEEN_TROUBLES);
    await postgres.stopImmediately();
    await moreOf('503', SHED);
    await postgres.start();
  }
  await moreOf('200', BETWEEN_TROUBLES);
  await sending.stop();
  await ingest.stop();
  await handleAll(own);
  expect(sending.slowestAnswerMs()).toBeLessThan(MOST_MS);
  expect([...sending.statuses.keys()].toSorted()).toEqual(['200', '503']);
  expect(await countWrong(own, sending.acknowledged)).toEqual({ stored: 0, handled: 0 });
}, 120_000);
