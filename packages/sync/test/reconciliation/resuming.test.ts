import { AlignApiError } from '@illumera/align-client';
import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { prune, scheduleRuns, sweep } from '../../src/index.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany, control } = await useStandIn(database);

/** The jobs that wait to take a run further. */
async function jobsOf(runId: string): Promise<number> {
  const { rows } = await sql`
    select from graphile_worker._private_jobs where payload ->> 'runId' = ${runId}
  `.execute(database);
  return rows.length;
}

function endLease(runId: string) {
  const run = database.updateTable('alignReconciliationRuns').where('id', '=', runId);
  return run.set({ leasedUntil: new Date(0) }).execute();
}

test('makes one run a connection and slot, however many workers hear the clock', async () => {
  const company = await newCompany();
  const slot = { scope: 'time_entries', slot: '2026-01-05T10:23:00Z' } as const;
  await Promise.all(Array.from({ length: 8 }, () => scheduleRuns(database, slot)));
  const runs = await company.runs();
  expect(runs).toMatchObject([{ slot: slot.slot, state: 'running' }]);
  expect(await jobsOf(runs[0]?.id ?? '')).toBe(1);
  await company.take(runs[0]?.id ?? '');
  await scheduleRuns(database, slot);
  expect(await company.runs()).toHaveLength(1);
  await scheduleRuns(database, { ...slot, slot: '2026-01-05T11:23:00Z' });
  expect(await company.runs()).toHaveLength(2);
});

test('a run that is stopped goes on where it was, with another worker, and does not read again what it has', async () => {
  const company = await newCompany();
  const entries = await company.logMany([daysAgo(1), daysAgo(1)], 'submitted');
  const runId = await company.start();
  const stopping = new AbortController();
  let lists = 0;
  const counting: Meddling = (client) => ({
    call: (name, ...parts) => {
      if (name === 'listTimeEntries') lists += 1;
      // The project, and the days of both that are missing from it.
      if (lists === 3) stopping.abort();
      return client.call(name, ...parts);
    },
  });
  const [gone] = entries;
  await company.align.call('deleteTimeEntry', {
    params: { timeEntryId: gone?.alignId ?? '' },
    idempotencyKey: runId,
  });
  const moved = await company.log(daysAgo(2));
  await company.align.call('deleteTimeEntry', {
    params: { timeEntryId: moved.alignId },
    idempotencyKey: moved.id,
  });
  expect(await company.take(runId, counting, stopping.signal)).toMatchObject({ kind: 'put_off' });
  // As far as it has come is there for people to see.
  expect(await company.readRun(runId)).toMatchObject({ state: 'running', step: 'time_entries', rowsRead: 1 });
  const before = lists;
  expect((await sweep(database)).runs).toBeGreaterThan(0);
  expect(await company.take(runId, counting)).toEqual({ kind: 'ended', state: 'complete' });
  expect(lists).toBe(before);
  expect((await company.entries()).map(({ deletedAt }) => deletedAt === null)).toEqual([false, true, false]);
  expect(await company.take(runId)).toEqual({ kind: 'not_due' });
});

test('a worker that was silent for too long changes nothing any more when it comes back', async () => {
  const company = await newCompany();
  const { id } = await company.log(daysAgo(1), 'submitted');
  const runId = await company.start();
  await control('POST', '/holds', {
    point: 'mid-answer',
    method: 'GET',
    path: `/projects/${company.alignProjectId}/time-entries`,
    times: 1,
  });
  const late = company.take(runId);
  await until('the page is held', async () => {
    const { held } = await control<{ held: { path: string }[] }>('GET', '/holds');
    return held.length > 0;
  });
  expect(await company.take(runId)).toEqual({ kind: 'not_due' });
  await endLease(runId);
  expect(await company.take(runId)).toEqual({ kind: 'ended', state: 'complete' });
  await control('POST', '/holds/release', {});
  expect(await late).toEqual({ kind: 'lost' });
  expect(await company.readEntry(id)).toMatchObject({ status: 'draft' });
  expect(await company.readRun(runId)).toMatchObject({ state: 'complete', takes: 2 });
});

test('waits as long as Align asks when the key rests, and then goes on', async () => {
  const company = await newCompany();
  const runId = await company.start();
  await control('POST', '/faults', {
    kind: 'error',
    status: 429,
    retryAfter: '90',
    method: 'GET',
    path: `/projects/${company.alignProjectId}/time-entries`,
    times: 1,
  });
  expect(await company.take(runId)).toMatchObject({ kind: 'put_off' });
  const { leasedUntil, state } = await company.readRun(runId);
  expect(state).toBe('running');
  expect(leasedUntil.getTime() - Date.now()).toBeGreaterThan(60_000);
  expect(await company.take(runId)).toEqual({ kind: 'not_due' });
});

test('is not given up however often the key rests or its worker is stopped, but is after 50 kills', async () => {
  const company = await newCompany();
  const runId = await company.start();
  for (let rest = 1; rest <= 60; rest += 1) {
    expect(await company.take(runId, undefined, AbortSignal.abort())).toMatchObject({ kind: 'put_off' });
    await endLease(runId);
  }
  expect(await company.take(runId)).toEqual({ kind: 'ended', state: 'complete' });

  const killed = await company.start();
  const run = database.updateTable('alignReconciliationRuns').where('id', '=', killed);
  await run.set({ takes: 50 }).execute();
  expect(await company.take(killed)).toMatchObject({ kind: 'ended', state: 'failed' });
  expect((await company.readRun(killed)).gaps).toEqual(['given up after 50 interruptions']);
});

test('fails when Align refuses the key, and turns the connection to error', async () => {
  const company = await newCompany();
  const runId = await company.start();
  await control('POST', '/faults', {
    kind: 'error',
    status: 401,
    method: 'GET',
    path: '/projects/*',
    times: 1,
  });
  expect(await company.take(runId)).toMatchObject({ kind: 'ended', state: 'failed' });
  expect(await company.readConnection()).toMatchObject({ status: 'error' });
  expect(await company.take(await company.start())).toMatchObject({ kind: 'ended', state: 'failed' });
});

test('goes on with the new key where the connection was given one in the middle of a run', async () => {
  const company = await newCompany();
  await company.log(daysAgo(1));
  const runId = await company.start({ scope: 'nightly' });
  const exchanging: Meddling = (client) => ({
    call: async (name, ...parts) => {
      if (name !== 'listUsers') return client.call(name, ...parts);
      const connection = database.updateTable('alignConnections').where('id', '=', company.connection.id);
      await connection.set({ encryptedApiKey: 'the new key' }).execute();
      throw new AlignApiError('this key was revoked', { status: 401, body: undefined });
    },
  });
  expect(await company.take(runId, exchanging)).toMatchObject({ kind: 'put_off' });
  expect((await sweep(database)).runs).toBeGreaterThan(0);
  expect(await company.take(runId)).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.readConnection()).toMatchObject({ status: 'active', lastErrorMessage: null });
});

test('lets go of all that it has read when it ends', async () => {
  const company = await newCompany();
  await company.log(daysAgo(1));
  const { id } = await company.log(daysAgo(1));
  await database.updateTable('timeEntries').set({ minutes: 75 }).where('id', '=', id).execute();
  const runId = await company.start();
  await company.take(runId);
  for (const table of [
    'alignReconciliationRows',
    'alignReconciliationParts',
    'alignReconciliationSuspects',
  ] as const) {
    expect(await database.selectFrom(table).selectAll().where('runId', '=', runId).execute()).toEqual([]);
  }
  expect(await company.readRun(runId)).toMatchObject({
    state: 'complete',
    rowsRead: 2,
    counts: { time_entries: { projects: 1, healed: 0, imported: 0, deleted: 0, found: 1 } },
    gaps: [],
  });
});

test('lets go of runs that ended 90 days ago, with what they changed', async () => {
  const company = await newCompany();
  const { alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  const [old, young] = [await company.start(), await company.start({ scope: 'links' })];
  await company.take(old);
  await company.take(young);
  const begun = await company.start();
  await database
    .updateTable('alignReconciliationRuns')
    .set({ finishedAt: sql<Date>`now() - interval '91 days'` })
    .where('id', '=', old)
    .execute();
  expect(await prune(database, { stopping: new AbortController().signal })).toMatchObject({ runs: 1 });
  expect((await company.runs()).map(({ id }) => id)).toEqual([young, begun]);
  expect(await company.changes()).toEqual([]);
});
