import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { createProject, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enqueuedIntent, enqueueIntent } from '../src/index.ts';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
let transport: AlignTransport;
let afterMs = 0;

beforeAll(async () => {
  stub = await startAlignStub(() => ({
    status: 201,
    body: { id: `project-${stub.requests.length}` },
    afterMs,
  }));
  transport = createAlignTransport({ baseUrl: stub.baseUrl, connections: 24 });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});

const company = (apiKey: string) => sendingCompany(database, { transport, apiKey });
type Company = Awaited<ReturnType<typeof company>>;

/** A transaction that has changed a project, left open. */
async function openChange({ tenantId, companyId }: Company) {
  const project = await createProject(database, { tenantId, companyId });
  const transaction = await database.startTransaction().execute();
  await enqueueIntent(transaction, {
    tenantId,
    companyId,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  return transaction;
}

async function drainJobs({ connectionId }: Company) {
  const { rows } = await sql<{ id: string; runAt: Date; key: string | null }>`
    select job.id, job.run_at, job.key from graphile_worker._private_jobs job
    where job.payload ->> 'connectionId' = ${connectionId} order by job.id
  `.execute(database);
  return rows;
}

/** Whether somebody drains the connection now. */
async function isDrained({ connectionId }: Company): Promise<boolean> {
  const { rows } = await sql`
    select from align_drain_leases where connection_id = ${connectionId} and leased_until > clock_timestamp()
  `.execute(database);
  return rows.length > 0;
}

const statuses = async (sending: Company) => (await sending.intents()).map(({ status }) => status);

test('adds one job for many changes while no worker has taken it, and another one once a worker has', async () => {
  const sending = await company('ako_many');
  await sending.addProjects(20);
  const [waiting, ...others] = await drainJobs(sending);
  expect(others).toEqual([]);
  await sql`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker' where id = ${waiting?.id}
  `.execute(database);
  await sending.addProjects(1);
  expect(await drainJobs(sending)).toHaveLength(2);
});

test('takes no job for a wake-up that is due later or that nobody may try again', async () => {
  const later = await company('ako_later');
  await later.addProjects(1);
  await sql`
    update graphile_worker._private_jobs set run_at = now() + interval '1 hour'
    where payload ->> 'connectionId' = ${later.connectionId}
  `.execute(database);
  await later.addProjects(1);
  expect(await drainJobs(later)).toHaveLength(2);

  const exhausted = await company('ako_exhausted');
  await exhausted.addProjects(1);
  await sql`
    update graphile_worker._private_jobs set attempts = max_attempts
    where payload ->> 'connectionId' = ${exhausted.connectionId}
  `.execute(database);
  await exhausted.addProjects(1);
  expect(await drainJobs(exhausted)).toHaveLength(2);
});

test('leaves neither an intent nor a job of a change that is rolled back', async () => {
  const sending = await company('ako_rolled_back');
  const change = await openChange(sending);
  await change.rollback().execute();
  expect(await sending.intents()).toEqual([]);
  expect(await drainJobs(sending)).toEqual([]);
});

test('lets no change wait for another one that is still being written, and gives each its wake-up', async () => {
  const sending = await company('ako_side_by_side');
  const first = await openChange(sending);
  const second = await openChange(sending);
  await second.commit().execute();
  expect(await drainJobs(sending)).toHaveLength(1);
  await first.rollback().execute();
  expect(await drainJobs(sending)).toHaveLength(1);
});

test('sends by the drain at work what is committed without a job of its own, however late it is', async () => {
  const sending = await company('ako_relies');
  await sending.addProjects(1);
  await sql`
    delete from graphile_worker._private_jobs where payload ->> 'connectionId' = ${sending.connectionId}
  `.execute(database);
  afterMs = 300;
  const draining = sending.drain();
  await until('a call under way', async () => (await statuses(sending)).includes('processing'));
  const change = await openChange(sending);
  afterMs = 0;
  await until('the first to be done', async () => (await statuses(sending)).includes('done'));
  let looks = 0;
  await until('the drain to stay', async () => {
    looks += 1;
    expect(await isDrained(sending)).toBe(true);
    return looks === 10;
  });
  await change.commit().execute();
  expect(await draining).toBe('drained');
  expect(await statuses(sending)).toEqual(['done', 'done']);
  expect(await drainJobs(sending)).toEqual([]);
});

test('keeps no worker for a change that takes long to be written, and comes back to it', async () => {
  const sending = await company('ako_long');
  await sending.addProjects(1);
  afterMs = 300;
  const draining = sending.drain();
  await until('a call under way', async () => (await statuses(sending)).includes('processing'));
  const change = await openChange(sending);
  afterMs = 0;
  expect(await draining).toBe('drained');
  const [, next] = await drainJobs(sending);
  expect(next?.runAt.getTime()).toBeLessThan(Date.now() + 2_000);
  await change.commit().execute();
});

test('writes the intent of each row that a statement has changed, and of none where it has changed none', async () => {
  const sending = await company('ako_returning');
  const { tenantId, companyId } = sending;
  const project = await createProject(database, { tenantId, companyId });
  const intent = enqueuedIntent({
    tenantId,
    companyId,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  const rename = (id: string) =>
    database
      .updateTable('projects')
      .set({ name: 'renamed' })
      .where('id', '=', id)
      .returning(intent.as('intentId'))
      .execute();
  expect(await rename('no such project')).toEqual([]);
  expect(await sending.intents()).toEqual([]);
  const [renamed] = await rename(project.id);
  expect((await sending.intents()).map(({ id }) => id)).toEqual([renamed?.intentId]);
});
