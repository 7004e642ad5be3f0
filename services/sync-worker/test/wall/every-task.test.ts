import { parseEvent } from '@illumera/align-client';
import { storeDeliveries, type TaskName, type TaskPayloads } from '@illumera/sync';
import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, expect, test, vi } from 'vitest';
import { type Company, openWorld } from '../support/open-world.ts';
import { staffCompany } from '../support/staffed-company.ts';
import { fillDoors } from './fill-doors.ts';

vi.setConfig({ testTimeout: 90_000 });

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);
afterAll(() => world.close());

/** Stores what Align tells of an entry; no job is added for it. */
async function storeEvent(company: Company, eventName: string, entityId: string): Promise<string> {
  const body = Buffer.from(JSON.stringify({ id: uuid(), eventName, entityId, payload: { id: entityId } }));
  const reading = parseEvent(body);
  if (reading.kind !== 'event') throw new Error(reading.reason);
  const connection = { id: company.connectionId, ...company.scope };
  const delivery = { connection, deliveryId: uuid(), signature: 'sha256=0', body, event: reading.event };
  await storeDeliveries(database, [delivery]);
  const { id } = await database
    .selectFrom('alignWebhookDeliveries')
    .select('id')
    .where('eventId', '=', reading.event.id ?? '')
    .executeTakeFirstOrThrow();
  return id;
}

/** One of each that there is to do; what a person asks for comes in the same jobs. */
const jobsOf = (company: Company, deliveryId: string) =>
  ({
    drain: [{ connectionId: company.connectionId }],
    handle_deliveries: [{}],
    handle_delivery: [{ deliveryId }, { deliveryId: 'gone' }],
    sweep: [{}],
    prune: [{}],
    schedule_reconciliation: (['time_entries', 'nightly', 'links', 'deliveries'] as const).map((scope) => ({
      scope,
      _cron: { ts: '2026-01-05T11:23:00Z' },
    })),
    reconcile: [{ runId: 'gone' }],
  }) satisfies { [Name in TaskName]: TaskPayloads[Name][] };

test('does every task as its roles, by a sign-in that may do nothing itself', async () => {
  await fillDoors(database);
  const company = await staffCompany(database, await world.connect());
  const worker = await world.startWorker();
  await company.send();
  const alignId = await company.linkOf('time_entry', company.drafts.toSubmit);
  const deliveryId = await storeEvent(company, 'time.approved', alignId);
  await storeEvent(company, 'time.approved', 'te_that_nobody_knows');
  await sql`insert into sync_workers values ('dead', array['dead'], 'epoch', 'epoch')`.execute(database);
  for (const [name, payloads] of Object.entries(jobsOf(company, deliveryId))) {
    for (const payload of payloads) {
      await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`.execute(database);
    }
  }
  const runs = await until(
    'each run to end',
    async () => {
      const rows = await database
        .selectFrom('alignReconciliationRuns')
        .select(['scope', 'state', 'gaps'])
        .where('connectionId', '=', company.connectionId)
        .where('slot', '=', '2026-01-05T11:23:00Z')
        .execute();
      return rows.length === 4 && rows.every(({ state }) => state !== 'running') && rows;
    },
    60_000,
  );
  expect(runs.flatMap(({ gaps }) => gaps)).toEqual([]);
  expect(runs.map(({ state }) => state)).toEqual(Array(4).fill('complete'));
  await until('every job to be done', async () => {
    const { rows } = await sql`select from graphile_worker.jobs where run_at <= now()`.execute(database);
    return rows.length === 0;
  });
  await until('the dead worker to be found', async () => {
    const { rows } = await sql`select from sync_workers where id = 'dead'`.execute(database);
    return rows.length === 0;
  });
  const events = worker.output().map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.filter(({ msg }) => /task failed|could not|broke/.test(String(msg)))).toEqual([]);
  expect(events.find(({ msg }) => msg === 'pruned what is old')).toMatchObject({
    deliveries: 1,
    missed: 1,
    intents: 1,
    runs: 1,
    answers: 1,
    limits: 1,
  });
  expect(await settled()).toEqual({ backfill: true, givenBack: 0, handled: 'applied' });

  async function settled() {
    const { rows } = await sql<Record<string, unknown>>`
      select (select finished_at is not null from align_backfills where id = 'open') as backfill,
        (select count(*)::int from align_sync_outbox where status = 'processing') as given_back,
        (select outcome from align_webhook_deliveries where id = ${deliveryId}) as handled
    `.execute(database);
    return rows[0];
  }
});
