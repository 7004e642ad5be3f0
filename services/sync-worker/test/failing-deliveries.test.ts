import { type Actor, replayDelivery } from '@illumera/sync';
import { createUser, type NodeProcess, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveEntry } from './support/approve-entry.ts';
import { startWorker } from './support/start-worker.ts';

const { database, connectionString } = await useTestDatabase();
let worker: NodeProcess;

beforeAll(async () => {
  await sql`
    create table entry_changes (id text, status text);
    create table refusals (id text primary key, times int);
    grant all on entry_changes, refusals to public;
    -- Refuses to change an entry's status for so many attempts, and writes down each change.
    create function refuse_some() returns trigger language plpgsql as $$
    begin
      if (select times from refusals where id = new.id) > (
        select attempts from align_webhook_deliveries where entity_id = (
          select align_entity_id from align_entity_links where external_id = new.id
        )
      ) then
        raise exception 'refused by the test';
      end if;
      insert into entry_changes values (new.id, new.status);
      return new;
    end $$;
    create trigger refuse_some before update of status on time_entries for each row execute function refuse_some();
  `.execute(database);
  worker = await startWorker(connectionString);
});
afterAll(() => worker.stop());

/** An approval of an entry that the database refuses to change so many times. */
async function approvalRefused(times: number) {
  const approval = await approveEntry(database);
  await sql`insert into refusals values (${approval.entry.id}, ${times})`.execute(database);
  const changes = async () => {
    const { rows } = await sql<{ status: string }>`
      select status from entry_changes where id = ${approval.entry.id}
    `.execute(database);
    return rows.map(({ status }) => status);
  };
  return { ...approval, changes };
}

type Approval = Awaited<ReturnType<typeof approvalRefused>>;

/** Sees so many attempts, and lets the next one be due at once. */
async function seeAttempt({ readDelivery }: Approval, attempts: number) {
  const delivery = await until(`attempt ${attempts}`, async () => {
    const row = await readDelivery();
    return row.attempts === attempts && row;
  });
  await sql`update align_webhook_deliveries set due_at = now() where id = ${delivery.id}`.execute(database);
  await sql`
    update graphile_worker._private_jobs set run_at = now() where payload ->> 'deliveryId' = ${delivery.id}
  `.execute(database);
  return delivery;
}

test('handles an event again that failed twice, with three attempts to be seen and one effect', async () => {
  const approval = await approvalRefused(2);
  await approval.deliver();
  for (const attempt of [1, 2]) {
    expect(await seeAttempt(approval, attempt)).toMatchObject({
      status: 'received',
      error: expect.stringContaining('refused by the test'),
    });
    expect(await approval.changes()).toEqual([]);
  }
  expect(await seeAttempt(approval, 3)).toMatchObject({
    status: 'processed',
    outcome: 'applied',
    error: null,
  });
  expect(await approval.deliver()).toBe('duplicate');
  expect(await approval.changes()).toEqual(['approved']);
}, 60_000);

test.each([
  ['is delivered again', (approval: Approval) => approval.deliver()],
  [
    'is replayed',
    async ({ tenantId, readDelivery }: Approval) => {
      const { id: userId } = await createUser(database, { tenantId, role: 'platform_admin' });
      const actor: Actor = { userId, tenantId, companyId: null, personId: null, role: 'platform_admin' };
      await replayDelivery(database, actor, { deliveryId: (await readDelivery()).id });
    },
  ],
])(
  'handles an event that has failed for good once it %s',
  async (_how, again) => {
    const approval = await approvalRefused(9);
    await approval.deliver();
    for (const attempt of [1, 2, 3, 4, 5]) await seeAttempt(approval, attempt);
    expect(await approval.readDelivery()).toMatchObject({ status: 'failed', attempts: 5 });
    await sql`update refusals set times = 0 where id = ${approval.entry.id}`.execute(database);
    await again(approval);
    await until('the effect', async () => (await approval.readDelivery()).status === 'processed');
    expect(await approval.changes()).toEqual(['approved']);
  },
  60_000,
);
