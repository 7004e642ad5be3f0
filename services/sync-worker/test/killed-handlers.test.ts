import { killNodeProcess, type NodeProcess, proofSize, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Approval, approveEntry } from './support/approve-entry.ts';
import { openHesitantAlign } from './support/hesitant-align.ts';
import { openBarriers } from './support/open-barriers.ts';
import { startWorker } from './support/start-worker.ts';

const { database, connectionString } = await useTestDatabase();
const barriers = openBarriers(connectionString);
const workers: NodeProcess[] = [];
/** What a killed worker had taken up is taken over within. */
const TAKEN_OVER_MS = 60_000;
const SETTLING = 4_711;
const QUESTIONS = '/api/v1/projects/p_1/time-entries?';

beforeAll(async () => {
  await sql`
    create table entry_changes (id text);
    create table held_settling (entity_id text);
    grant all on entry_changes, held_settling to public;
    create function record_change() returns trigger language plpgsql as $$
    begin
      insert into entry_changes values (new.id);
      return new;
    end $$;
    create trigger record_change after update of status on time_entries
      for each row when (old.status is distinct from new.status) execute function record_change();
    create function hold_settling() returns trigger language plpgsql as $$
    begin
      if exists (select from held_settling where entity_id = new.entity_id) then
        perform pg_advisory_xact_lock(${sql.lit(SETTLING)});
      end if;
      return new;
    end $$;
    create trigger hold_settling before update of status on align_webhook_deliveries
      for each row when (new.status = 'processed') execute function hold_settling();
  `.execute(database);
});
afterAll(async () => {
  await barriers.letGo();
  align.close();
  await Promise.all([barriers.close(), ...workers.map((worker) => worker.stop())]);
});

const atAlign: unknown[] = [];
const align = await openHesitantAlign(() => ({ data: atAlign, total: atAlign.length }));

const questions = () => align.asked().filter((path) => path.startsWith(QUESTIONS));

async function addWorker(): Promise<NodeProcess> {
  const worker = await startWorker(connectionString, align.url);
  workers.push(worker);
  return worker;
}

const statusesOf = async (approvals: readonly Approval[]) =>
  Promise.all(approvals.map(async ({ readDelivery }) => (await readDelivery()).status));

const untilProcessed = (approvals: readonly Approval[], limitMs?: number) =>
  until(
    'everything handled',
    async () => (await statusesOf(approvals)).every((status) => status === 'processed'),
    limitMs,
  );

/** Where a worker is killed, each on one event. */
const STEPS = {
  'while it asks Align which of two events of one time holds': {
    isTied: true,
    arm: async ({ alignEntityId }: Approval) => void atAlign.push({ id: alignEntityId, status: 'approved' }),
    reach: () => until('the question', async () => questions().length > 0),
  },
  'before the effect': {
    isTied: false,
    arm: ({ entry }: Approval) =>
      barriers.lock(sql`select from time_entries where id = ${entry.id} for update`),
    reach: () => barriers.untilWaiting(1, '%time_entries%'),
  },
  'after the effect, before it is settled': {
    isTied: false,
    arm: async ({ alignEntityId }: Approval) => {
      await sql`insert into held_settling values (${alignEntityId})`.execute(database);
      await barriers.lock(sql`select pg_advisory_xact_lock(${sql.lit(SETTLING)})`);
    },
    reach: () => barriers.untilWaiting(1, 'update "align_webhook_deliveries"%'),
  },
} as const;

test('takes over the events that a killed worker was handling, and each has one effect', async () => {
  const worker = await addWorker();
  const before = await Promise.all([approveEntry(database), approveEntry(database)]);
  for (const { deliver } of before) await deliver();
  await untilProcessed(before);

  const held: Approval[] = [];
  for (const { isTied, arm, reach } of Object.values(STEPS)) {
    const approval = await approveEntry(database, { isTied });
    await arm(approval);
    await approval.deliver();
    await reach();
    held.push(approval);
  }
  expect(await statusesOf(held)).toEqual(held.map(() => 'received'));
  await killNodeProcess(worker);
  const killedAt = performance.now();
  await barriers.letGo();
  // A claim outlives the kill; in the usual run it ends at once, as if its time were over.
  if (proofSize({ usual: true, full: false })) {
    await sql`update align_webhook_deliveries set due_at = now() where status = 'received'`.execute(database);
  }
  align.answerFromNowOn();
  await addWorker();
  await untilProcessed(held, TAKEN_OVER_MS - (performance.now() - killedAt));

  const { rows } = await sql<{ id: string }>`select id from entry_changes`.execute(database);
  const all = [...before, ...held].map(({ entry }) => entry.id);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(all.toSorted());
  expect(questions()).toHaveLength(2);
  for (const { deliver } of [...before, ...held]) expect(await deliver()).toBe('duplicate');
}, 120_000);
