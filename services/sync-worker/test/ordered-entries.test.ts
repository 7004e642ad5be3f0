import { findActor, retryFailed } from '@illumera/sync';
import {
  createEngagement,
  createPerson,
  createProject,
  createTimeEntry,
  createUser,
  until,
  useTestDatabase,
} from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, type LedgerRow, openWorld, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
const COMPANIES = 8;
const ENTRIES_EACH = 25;
/** What one entry's calls are named for, in the order in which they are to take effect. */
const ORDER = ['POST /projects/:id/time-entries', 'PATCH /time-entries/:id', 'POST /time-entries/:id/submit'];
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
  await world.sandbox.control('PATCH', '/switches', { rateLimit: '6000/60' });
});
afterAll(() => world.close());

/** A company with entries that are about to be created. */
async function companyWithEntries() {
  const company = await world.connect();
  const { scope, enqueue } = company;
  const { tenantId } = scope;
  const admin = await createUser(database, { ...scope, role: 'company_admin' });
  const actor = await findActor(database, admin.clerkUserId ?? '');
  if (actor === undefined) throw new Error('there is no actor');
  const project = await createProject(database, scope);
  const person = await createPerson(database, { tenantId });
  const at = { ...scope, projectId: project.id, personId: person.profile.id };
  const engagement = await createEngagement(database, { ...at, status: 'accepted' });
  await enqueue('project', project.id);
  await enqueue('user', person.user.id);
  const entries: string[] = [];
  for (let count = 0; count < ENTRIES_EACH; count += 1) {
    entries.push((await createTimeEntry(database, engagement)).id);
  }
  return { ...company, actor, entries };
}
type Working = Awaited<ReturnType<typeof companyWithEntries>>;

const count = async (where: ReturnType<typeof sql>) => {
  const result = await sql<{ count: number }>`
    select count(*)::int as count from align_sync_outbox where ${where}
  `.execute(database);
  return result.rows[0]?.count ?? 0;
};
/** Every wait for a next attempt is over. */
async function makeDue(companies: Company[]): Promise<void> {
  await sql`
    with due as (
      update align_sync_outbox set next_retry_at = now() where status = 'pending' and next_retry_at > now()
    )
    select graphile_worker.add_job('drain', json_build_object('connectionId', id))
    from unnest(${companies.map((company) => company.connectionId)}::text[]) id
  `.execute(database);
}
/** Whether another of the same entity in one of these states comes first. */
const isBehind = (states: string[]) => sql`exists (
  select from align_sync_outbox earlier
  where earlier.local_id = align_sync_outbox.local_id and earlier.entity_family = align_sync_outbox.entity_family
    and earlier.sequence < align_sync_outbox.sequence and earlier.status = any(${states})
)`;
const isUnsettled = sql`status in ('pending', 'processing')`;
/** What is behind a failed one waits for that. */
const isIdle = async () => (await count(sql`${isUnsettled} and not ${isBehind(['failed'])}`)) === 0;
const isTried = async () =>
  (await count(
    sql`${isUnsettled} and next_retry_at <= now() and not ${isBehind(['failed', 'pending', 'processing'])}`,
  )) === 0;
const isCreated = async () =>
  (await count(sql`entity_type = 'time_entry' and last_attempt_at is null`)) === 0;

/** Goes on until everything has been sent or has failed for good. */
const untilSettled = (companies: Company[]) =>
  until(
    'everything settled',
    async () => {
      await makeDue(companies);
      return until('what is due tried', isTried, 60_000).then(isIdle);
    },
    120_000,
  );

async function edit(company: Working): Promise<void> {
  for (const id of company.entries) {
    await database.updateTable('timeEntries').set({ minutes: 90 }).where('id', '=', id).execute();
    await company.enqueue('time_entry', id);
    await database.updateTable('timeEntries').set({ status: 'submitted' }).where('id', '=', id).execute();
    await company.enqueue('time_entry_submit', id);
  }
}

/** The calls about one entry that had an effect, in order of arrival. */
const stepsOf = (rows: LedgerRow[], id: string) =>
  rows
    .filter((row) => row.externalIds.includes(id) && row.status !== null && row.status < 300)
    .map((row) => ORDER.indexOf(row.route));

test('keeps create, update and submit of every entry in order under 30 % errors, with four workers, also after a bulk retry', async () => {
  const companies = await Promise.all(Array.from({ length: COMPANIES }, companyWithEntries));
  await Promise.all(Array.from({ length: 4 }, () => world.startWorker({ SYNC_MAX_ATTEMPTS: '2' })));
  await untilSettled(companies);
  const { id: faultId } = await world.sandbox.control<{ id: string }>('POST', '/faults', {
    kind: 'error',
    status: 503,
    probability: 0.3,
  });
  for (const company of companies) {
    for (const id of company.entries) await company.enqueue('time_entry', id);
  }
  await until('every create tried', isCreated, 60_000);
  await Promise.all(companies.map(edit));
  await untilSettled(companies);

  let failures = 0;
  for (;;) {
    const failed = await count(sql`status = 'failed'`);
    if (failed === 0) break;
    failures += failed;
    for (const { actor, scope } of companies) {
      await retryFailed(database, actor, { filter: { companyId: scope.companyId } });
    }
    await untilSettled(companies);
  }
  const { data: faults } = await world.sandbox.control<{ data: { id: string; fired: number }[] }>(
    'GET',
    '/faults',
  );
  expect(faults.find((fault) => fault.id === faultId)?.fired).toBeGreaterThan(100);
  expect(failures).toBeGreaterThan(5);

  await world.sandbox.control('DELETE', '/faults');
  const rows = await world.requests();
  for (const company of companies) {
    for (const id of company.entries) {
      const steps = stepsOf(rows, id);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(new Set(steps)).toEqual(new Set([0, 1, 2]));
    }
    const links = await company.atAlign('/integration-links?externalType=time_entry');
    expect(links.map((link) => String(link['externalId'])).toSorted()).toEqual(company.entries.toSorted());
  }
}, 300_000);
