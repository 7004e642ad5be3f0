import { randomUUID } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, createPool, migrate } from '@illumera/schema';
import { proofSize, until, useTestDatabase } from '@illumera/testkit';
import { freePort, reachableDirectory, startEmbeddedPostgres } from '@illumera/testkit/servers';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { countWrong, handleAll, recordHandling } from './handled-events.ts';
import { createReceiver, envelope, signedDelivery } from './ingest.ts';
import { ingestProcess } from './ingest-process.ts';
import { startSending } from './steady-sender.ts';

const MOST_MS = 5_000;
const BETWEEN_TROUBLES = 60;
const KILLS = proofSize({ usual: 3, full: 40 });
const STOPS = proofSize({ usual: 2, full: 20 });
const SHED = 30;
const { database, connectionString } = await useTestDatabase();
await recordHandling(database);

test('loses nothing that it acknowledged when it is killed under load, and each is handled once', async () => {
  const receiver = await createReceiver(database);
  const ingest = await ingestProcess(connectionString);
  await ingest.start();
  const sending = startSending(`${ingest.origin}${receiver.url}`, receiver.secret);
  for (let kills = 0; kills < KILLS; kills += 1) {
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
}, 600_000);

/** Delivers an event once. @returns the answer, or that there was none */
async function deliver(url: string, secret: string, event: object): Promise<object | 'broken'> {
  const { body, headers } = signedDelivery(secret, event);
  const sent = fetch(url, { method: 'POST', headers: { ...headers, 'x-align-event': 'invoice.paid' }, body });
  const answer = await sent.catch(() => undefined);
  return answer === undefined ? 'broken' : { status: answer.status, body: await answer.json() };
}

/** Keeps deliveries from being committed until it is told. */
async function holdCommits() {
  const held = await database.startTransaction().execute();
  await sql`lock table align_delivery_wake in access exclusive mode`.execute(held);
  return {
    untilReached: () => until('the commit', async () => (await findHeld()).length > 0),
    rollBack: async () => {
      for (const pid of await findHeld()) await sql`select pg_terminate_backend(${pid})`.execute(database);
      await until('the connection to be gone', async () => (await findHeld()).length === 0);
      await held.rollback().execute();
    },
    letGo: async () => {
      const pids = await findHeld();
      await held.rollback().execute();
      await until('the commit to be through', async () => {
        const { rows } = await sql`select from pg_stat_activity where pid = any(${pids})`.execute(database);
        return rows.length === 0;
      });
    },
  };
}

async function findHeld(): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = 'webhook-ingest' and wait_event_type = 'Lock'
  `.execute(database);
  return rows.map(({ pid }) => pid);
}

test.each([
  ['before its commit', 'rollBack', { received: true }],
  ['between its commit and its answer', 'letGo', { received: true, deduplicated: true }],
] as const)(
  'has an event once that was on its way in when it was killed %s',
  async (_, end, answered) => {
    const { url, secret } = await createReceiver(database);
    const ingest = await ingestProcess(connectionString);
    onTestFinished(async () => void (await ingest.stop()));
    await ingest.start();
    const event = envelope({ id: randomUUID(), eventName: 'invoice.paid' });
    const post = () => deliver(`${ingest.origin}${url}`, secret, event);
    const commits = await holdCommits();
    const first = post();
    await commits.untilReached();
    await ingest.kill();
    expect(await first).toBe('broken');
    await commits[end]();
    await ingest.start();
    expect(await post()).toEqual({ status: 200, body: answered });
    await handleAll(database);
    expect(await post()).toEqual({ status: 200, body: { received: true, deduplicated: true } });
    expect(await countWrong(database, new Set([event.id]))).toEqual({ stored: 0, handled: 0 });
  },
  60_000,
);

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
  for (let stops = 0; stops < STOPS; stops += 1) {
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
}, 600_000);
