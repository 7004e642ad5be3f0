import type { TimeEntryStatus } from '@illumera/schema';
import {
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTimeEntry,
  useTestDatabase,
} from '@illumera/testkit';
import { expect, test, vi } from 'vitest';
import { type Actor, readBackfill, startBackfill, sweep } from '../src/index.ts';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

// A drain sends at the pace of Align's limit, and takes its time where many tests run at once.
vi.setConfig({ testTimeout: 60_000 });
const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();
type World = Awaited<ReturnType<typeof connectedCompany>>;
const newWorld = () => connectedCompany({ database, sandbox, transport });

const adminOf = ({ tenantId, companyId }: World): Actor => ({
  userId: 'operator',
  tenantId,
  companyId,
  role: 'company_admin',
  personId: null,
});

async function backfill(world: World, { dryRun = false, connectionId = world.connection.id } = {}) {
  const started = await startBackfill(database, adminOf(world), { connectionId, dryRun });
  if (started.kind !== 'done') throw new Error(started.kind);
  return started.value;
}

async function progressOf(world: World, backfillId: string | undefined) {
  const read = await readBackfill(database, adminOf(world), backfillId ?? '');
  if (read.kind !== 'done') throw new Error(read.kind);
  return read.value;
}

/** What Align has of the company's hours: whose reference, and in which status. */
async function hoursAtAlign({ connection }: World): Promise<Record<string, string>> {
  const path = `/time-entries?organizationId=${connection.alignOrgId}`;
  const { data } = await sandbox.control<{ data: { externalIds: string[]; status: string }[] }>('GET', path);
  return Object.fromEntries(data.map(({ externalIds, status }) => [externalIds.join(), status]));
}

const endEngagement = ({ engagement }: World) =>
  database.updateTable('engagements').set({ status: 'ended' }).where('id', '=', engagement.id).execute();

const addEntry = (world: World, status: TimeEntryStatus) =>
  createTimeEntry(database, world.engagement, {
    status,
    ...(status === 'rejected' ? { rejectionReason: 'Too many hours' } : {}),
  });

test('brings over projects, people, memberships, hours and pages, each once', async () => {
  const world = await newWorld();
  await database
    .updateTable('projects')
    .set({ status: 'active' })
    .where('id', '=', world.project.id)
    .execute();
  const archived = await createProject(database, {
    tenantId: world.tenantId,
    companyId: world.companyId,
    status: 'archived',
  });
  const entry = await addEntry(world, 'draft');
  const planned = { project: 2, user: 1, project_member: 1, time_entry: 1, wiki_page: 1 };

  expect(await backfill(world, { dryRun: true })).toEqual({ planned });
  expect(await world.intents()).toEqual([]);
  const started = await backfill(world);
  expect(started.planned).toEqual(planned);
  await world.drain();

  expect(await progressOf(world, started.backfillId)).toMatchObject({ total: 6, done: 6, failed: 0 });
  expect((await progressOf(world, started.backfillId)).finishedAt).toBeInstanceOf(Date);
  const requests = await world.mutations();
  expect(new Set(requests.map((request) => request.idempotencyKey))).toEqual(
    new Set([
      world.project.id,
      archived.id,
      world.person.user.id,
      world.engagement.id,
      entry.id,
      `wiki_page:${world.project.id}`,
    ]),
  );
  expect(requests).toHaveLength(6);
  expect(await backfill(world, { dryRun: true })).toEqual({
    planned: { project: 0, user: 0, project_member: 0, time_entry: 0, wiki_page: 0 },
  });
});

test('creates hours that were past their draft and submits them; what they become is for Align to say', async () => {
  const world = await newWorld();
  const submitted = [];
  for (const status of ['submitted', 'approved', 'locked', 'invoiced'] as const) {
    submitted.push(await addEntry(world, status));
  }
  const drafts = [await addEntry(world, 'draft'), await addEntry(world, 'rejected')];
  await createTimeEntry(database, world.engagement, { deletedAt: new Date() });
  await createTimeEntry(database, world.engagement, { source: 'align', status: 'approved' });

  const { planned, backfillId } = await backfill(world);
  expect(planned.time_entry).toBe(6);
  await world.drain();

  expect(await progressOf(world, backfillId)).toMatchObject({ total: 9, done: 9, failed: 0 });
  expect(await hoursAtAlign(world)).toEqual({
    ...Object.fromEntries(submitted.map(({ id }) => [id, 'submitted'])),
    ...Object.fromEntries(drafts.map(({ id }) => [id, 'draft'])),
  });
  const rows = await database
    .selectFrom('timeEntries')
    .select(['status', 'syncStatus'])
    .where(
      'id',
      'in',
      [...submitted, ...drafts].map(({ id }) => id),
    )
    .orderBy('id')
    .execute();
  expect(rows).toEqual(
    ['submitted', 'approved', 'locked', 'invoiced', 'draft', 'rejected'].map((status) => ({
      status,
      syncStatus: 'synced',
    })),
  );
});

test('plans the people behind hours whose engagement has ended, and no membership for them', async () => {
  const world = await newWorld();
  await endEngagement(world);
  const offered = await createPerson(database, { tenantId: world.tenantId });
  const scope = { tenantId: world.tenantId, companyId: world.companyId, projectId: world.project.id };
  await createEngagement(database, { ...scope, personId: offered.profile.id, status: 'offered' });
  await addEntry(world, 'draft');
  const { planned, backfillId } = await backfill(world);
  expect(planned).toEqual({ project: 1, user: 1, project_member: 0, time_entry: 1, wiki_page: 0 });
  await world.drain();
  expect(await progressOf(world, backfillId)).toMatchObject({ done: 3 });
});

test('leaves alone what is linked already or on its way, and takes it up for another organization', async () => {
  const world = await newWorld();
  await world.enqueue('project', world.project.id);
  await world.drain();
  await world.enqueue('user', world.person.user.id);
  expect((await backfill(world, { dryRun: true })).planned).toMatchObject({ project: 0, user: 0 });
  await world.drain();
  await database
    .updateTable('alignConnections')
    .set({ status: 'disconnected' })
    .where('id', '=', world.connection.id)
    .execute();
  const scope = { tenantId: world.tenantId, companyId: world.companyId };
  const other = await createConnection(database, {
    ...scope,
    encryptedApiKey: 'sealed',
    alignOrgId: 'another',
  });
  const { planned } = await backfill(world, { dryRun: true, connectionId: other.id });
  expect(planned).toMatchObject({ project: 1, user: 1 });
});

test('answers the running one when asked again, and begins another when that is over', async () => {
  const world = await newWorld();
  const first = await backfill(world);
  expect(await backfill(world)).toEqual(first);
  await world.drain();
  const later = await addEntry(world, 'draft');
  const second = await backfill(world);
  expect(second.backfillId).not.toBe(first.backfillId);
  expect(second.planned).toEqual({ project: 0, user: 0, project_member: 0, time_entry: 1, wiki_page: 0 });
  await world.drain();
  expect(await hoursAtAlign(world)).toEqual({ [later.id]: 'draft' });
});

test('counts what failed, and is over all the same; another one does not repeat it', async () => {
  const world = await newWorld();
  await database
    .updateTable('users')
    .set({ email: 'nobody@nowhere' })
    .where('id', '=', world.person.user.id)
    .execute();
  await endEngagement(world);
  await addEntry(world, 'draft');
  const { backfillId } = await backfill(world);
  await world.drain();
  expect(await progressOf(world, backfillId)).toMatchObject({
    total: 3,
    done: 1,
    failed: 1,
    finishedAt: null,
  });
  await database
    .deleteFrom('alignSyncOutbox')
    .where('companyId', '=', world.companyId)
    .where('entityType', '=', 'time_entry')
    .execute();
  expect((await progressOf(world, backfillId)).finishedAt).toBeInstanceOf(Date);
  expect((await backfill(world, { dryRun: true })).planned).toMatchObject({ user: 0, time_entry: 1 });
});

test('tells when it came to its end even after its intents have been let go of', async () => {
  const world = await newWorld();
  const { backfillId } = await backfill(world);
  await world.drain();
  const { finishedAt } = await progressOf(world, backfillId);
  await sweep(database);
  await database.deleteFrom('alignSyncOutbox').where('companyId', '=', world.companyId).execute();
  expect(await progressOf(world, backfillId)).toMatchObject({ total: 3, done: 3, failed: 0, finishedAt });
});

test('sends a change of somebody ahead of what is brought over, with what it needs', async () => {
  const world = await newWorld();
  const scope = { tenantId: world.tenantId, companyId: world.companyId };
  const queued = [];
  for (let count = 0; count < 20; count += 1) queued.push(await createProject(database, scope));
  const last = queued.at(-1);
  const { backfillId } = await backfill(world);
  if (last === undefined) throw new Error('there is no project');
  await database.updateTable('projects').set({ name: 'Renamed' }).where('id', '=', last.id).execute();
  const engagement = await createEngagement(database, {
    ...scope,
    projectId: last.id,
    personId: world.person.profile.id,
  });
  const entry = await createTimeEntry(database, engagement);
  await world.enqueue('project', last.id);
  await world.enqueue('time_entry', entry.id);
  await world.drain();

  const sent = (await world.mutations()).map((request) => request.idempotencyKey);
  expect(sent.indexOf(last.id)).toBeLessThan(8);
  // Its user was queued behind every project, and its membership behind every user.
  expect(sent.indexOf(entry.id)).toBeLessThan(16);
  expect(sent.filter((key) => key === last.id)).toHaveLength(1);
  expect(await progressOf(world, backfillId)).toMatchObject({ total: 23, done: 23 });
});
