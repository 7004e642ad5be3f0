import { requestRun } from '@illumera/sync';
import { createTimeEntry, type NodeProcess, proofSize, until, useTestDatabase } from '@illumera/testkit';
import { parseCrontab } from 'graphile-worker';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RECONCILIATION_CRONTAB } from '../src/reconciliation-crontab.ts';
import { openWorld } from './support/open-world.ts';
import { type StaffedCompany, staffCompany } from './support/staffed-company.ts';

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);
const { control } = world.sandbox;
afterAll(() => world.close());

/** More than a page of them. */
const STANDING = 120;
/** Differences of a run. */
const DIFFERING = 5;
/** What a killed worker had taken up is taken over within. */
const TAKEN_OVER_MS = 60_000;

let worker: NodeProcess;
let company: StaffedCompany;
let entries: string[] = [];
let alignProjectId = '';

/** The clock starts no run beside the one that is killed. */
async function stopClock() {
  await sql`
    insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    select identifier, now(), now() + interval '1 day'
    from unnest(${parseCrontab(RECONCILIATION_CRONTAB).map(({ identifier }) => identifier)}::text[]) as identifier
  `.execute(database);
}

beforeAll(async () => {
  await stopClock();
  worker = await world.startWorker();
  company = await staffCompany(database, await world.connect());
  for (let index = 0; index < STANDING; index += 1) {
    const { id } = await createTimeEntry(database, company.engagement);
    await company.enqueue('time_entry', id);
    entries.push(id);
  }
  await company.send();
  alignProjectId = await company.linkOf('project', company.project);
}, 90_000);

/** Where a run is killed, by what it was asking Align for. */
const steps = proofSize({
  usual: ['the second page of entries'],
  full: [
    'the first page of entries',
    'the second page of entries',
    'the users',
    'the members',
    'the wiki pages',
    'the links',
    'the minutes',
    'the cost',
  ],
});
const pathOf = (step: string) =>
  ({
    'the users': '/users',
    'the members': `/projects/${alignProjectId}/members`,
    'the wiki pages': `/projects/${alignProjectId}/wiki-pages`,
    'the links': '/integration-links',
    'the minutes': `/projects/${alignProjectId}/time-summary`,
    'the cost': `/projects/${alignProjectId}/cost-summary`,
  })[step] ?? `/projects/${alignProjectId}/time-entries`;

/** Differences that no event told of: drafts that stand as submitted here, and one that Align has deleted. */
async function diverge() {
  const [gone = '', ...changed] = entries.slice(0, DIFFERING + 1);
  entries = entries.slice(1);
  await database.updateTable('timeEntries').set({ status: 'submitted' }).where('id', 'in', changed).execute();
  const timeEntryId = await company.linkOf('time_entry', gone);
  const response = await fetch(`${world.sandbox.url}/api/v1/time-entries/${timeEntryId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${company.apiKey}` },
  });
  expect(response.ok).toBe(true);
  return { gone, changed };
}

const untilHeld = () =>
  until('the run is in the middle', async () => {
    const { held } = await control<{ held: { id: string }[] }>('GET', '/holds');
    return held[0];
  });

async function killAt(step: string, runId: () => Promise<string>): Promise<string> {
  const times = step.startsWith('the second') ? 2 : 1;
  await control('POST', '/holds', { point: 'mid-answer', method: 'GET', path: pathOf(step), times });
  const id = await runId();
  for (let page = 1; page < times; page += 1) {
    const { id: heldId } = await untilHeld();
    await control('POST', '/holds/release', { heldId });
  }
  await untilHeld();
  const successor = await world.startWorker();
  await world.kill(worker);
  worker = successor;
  await control('DELETE', '/holds');
  await control('POST', '/holds/release', {});
  return id;
}

async function start(): Promise<string> {
  const operator = {
    userId: 'operator',
    tenantId: company.scope.tenantId,
    companyId: null,
    role: 'platform_admin',
    personId: null,
  } as const;
  const { connectionId } = company;
  const request = await requestRun(database, operator, { connectionId, scope: 'nightly' });
  if (request.kind !== 'done') throw new Error(`the request was answered ${request.kind}`);
  return request.value.runId;
}

const readRun = (id: string) =>
  database.selectFrom('alignReconciliationRuns').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test.each(steps)(
  'a run whose worker is killed while it reads %s is ended by another, as one run',
  async (step) => {
    const { gone, changed } = await diverge();
    const runId = await killAt(step, start);
    // The lease runs out by itself in half a minute; the usual run does not wait for that.
    if (proofSize({ usual: true, full: false })) {
      const run = database.updateTable('alignReconciliationRuns').where('id', '=', runId);
      await run.set({ leasedUntil: new Date(0) }).execute();
    }
    await until('the run has ended', async () => (await readRun(runId)).state !== 'running', TAKEN_OVER_MS);
    expect(await readRun(runId)).toMatchObject({ state: 'complete', takes: 2, gaps: [] });

    const changes = await database
      .selectFrom('alignReconciliationChanges')
      .select(['externalId', 'after'])
      .where('runId', '=', runId)
      .execute();
    expect(changes.map(({ externalId }) => externalId).toSorted()).toEqual([gone, ...changed].toSorted());
    const ours = await database
      .selectFrom('timeEntries')
      .select(['id', 'status', 'deletedAt'])
      .where('id', 'in', [gone, ...entries])
      .execute();
    expect(ours.filter(({ status, deletedAt }) => status !== 'draft' || deletedAt !== null)).toMatchObject([
      { id: gone },
    ]);
    const found = await database
      .selectFrom('alignReconciliationLog')
      .select(['field', 'externalId', 'alignValue'])
      .where('companyId', '=', company.scope.companyId)
      .execute();
    expect(found).toEqual([]);
  },
  150_000,
);
