import { createCompany, createSlot, createTenant, createTimeEntry, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent } from '../src/index.ts';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();
const newWorld = () => connectedCompany({ database, sandbox, transport });

const ref = (externalType: string, externalId: string) => ({
  provider: 'illumera',
  externalType,
  externalId,
});

test('sends a project, its staffing page, a talent, the membership and the hours as S1 prints them', async () => {
  const world = await newWorld();
  const { project, engagement, person } = world;
  await createSlot(database, {
    tenantId: world.tenantId,
    projectId: project.id,
    title: 'Data engineer',
    hours: 40,
    durationWeeks: 12,
  });
  const entry = await createTimeEntry(database, engagement, { status: 'submitted' });
  await world.enqueue('project', project.id);
  await world.enqueue('wiki_page', project.id);
  await world.enqueue('user', person.user.id);
  await world.enqueue('project_member', engagement.id);
  await world.enqueue('time_entry', entry.id);
  await world.enqueue('time_entry_submit', entry.id);

  expect(await world.drain()).toBe('drained');

  expect((await world.intents()).map((intent) => intent.status)).toEqual(Array(6).fill('done'));
  const alignProject = await world.link('project');
  const alignUser = await world.link('user');
  const alignEntry = await world.link('time_entry');
  expect(await world.link('project_member')).toBe(`${alignProject}:${alignUser}`);
  const requests = await world.mutations();
  const requestTo = (path: string) => requests.find((request) => request.path.endsWith(path));
  expect(requestTo('/projects')).toMatchObject({ idempotencyKey: project.id });
  expect(requestTo('/projects')?.body).toEqual({
    name: project.name,
    description: project.description ?? '',
    timeBillingEnabled: true,
    externalRef: ref('project', project.id),
  });
  expect(requestTo('/users/invite')).toMatchObject({ idempotencyKey: person.user.id });
  expect(requestTo('/users/invite')?.body).toEqual({
    email: person.user.email,
    name: person.user.name,
    role: 'developer',
    sendInvite: false,
    externalRef: ref('user', person.user.id),
  });
  const membership = requestTo(`/projects/${alignProject}/members/${alignUser}`);
  expect(membership).toMatchObject({ idempotencyKey: engagement.id });
  expect(membership?.body).toEqual({
    roleOverride: 'developer',
    externalRef: ref('project_member', engagement.id),
  });
  const page = requestTo(`/projects/${alignProject}/wiki-pages`);
  expect(page).toMatchObject({ idempotencyKey: `wiki_page:${project.id}` });
  expect(page?.body).toEqual({
    title: 'Illumera Staffing Plan',
    content: expect.stringContaining('| Data engineer | 40    | 12 weeks |') as unknown,
    externalRef: ref('wiki_page', project.id),
  });
  const hours = requestTo(`/projects/${alignProject}/time-entries`);
  expect(hours).toMatchObject({ idempotencyKey: entry.id });
  expect(hours?.body).toEqual({
    userId: alignUser,
    workDate: entry.workDate,
    minutes: entry.minutes,
    description: entry.notes,
    billable: true,
    externalRef: ref('time_entry', entry.id),
  });
  expect(requestTo(`/time-entries/${alignEntry}/submit`)).toMatchObject({ status: 200 });
  const row = await database
    .selectFrom('timeEntries')
    .select('syncStatus')
    .where('id', '=', entry.id)
    .executeTakeFirstOrThrow();
  expect(row.syncStatus).toBe('synced');
});

test('waits for what predates the connection, brings it there, and uses no attempt', async () => {
  const world = await newWorld();
  const entry = await createTimeEntry(database, world.engagement);
  await world.enqueue('time_entry', entry.id);

  await world.drain();

  const intents = await world.intents();
  expect(intents.map((intent) => [intent.entityType, intent.status, intent.attempts])).toEqual([
    ['time_entry', 'done', 0],
    ['project', 'done', 0],
    ['user', 'done', 0],
  ]);
});

test('creates an entry that Align does not have before submitting it', async () => {
  const world = await newWorld();
  const entry = await createTimeEntry(database, world.engagement, { status: 'submitted' });
  await world.enqueue('time_entry_submit', entry.id);
  await world.drain();
  expect((await world.mutations()).at(-1)).toMatchObject({
    path: expect.stringContaining('/submit') as unknown,
    status: 200,
  });
  expect(await world.intents()).toMatchObject([{ status: 'done' }, { status: 'done' }, { status: 'done' }]);
});

test('merges edits that wait for the same entry into one call, and skips one that changes nothing', async () => {
  const world = await newWorld();
  const entry = await createTimeEntry(database, world.engagement);
  await world.enqueue('time_entry', entry.id);
  await world.drain();
  for (const minutes of [10, 20, 90]) {
    await database.updateTable('timeEntries').set({ minutes }).where('id', '=', entry.id).execute();
    await world.enqueue('time_entry', entry.id);
  }
  await world.drain();
  await world.enqueue('time_entry', entry.id);
  await world.drain();

  const patches = (await world.mutations()).filter((request) => request.method === 'PATCH');
  expect(patches.map((request) => request.body)).toEqual([{ minutes: 90, description: entry.notes }]);
  expect(new Set((await world.intents()).map((intent) => intent.status))).toEqual(new Set(['done']));
});

test('sends nothing for an entry that was deleted before it was ever sent', async () => {
  const world = await newWorld();
  const entry = await createTimeEntry(database, world.engagement, { deletedAt: new Date() });
  await world.enqueue('time_entry', entry.id);
  await world.enqueueDelete('time_entry', entry.id);
  await world.drain();
  expect(await world.mutations()).toEqual([]);
  expect((await world.intents()).map((intent) => intent.status)).toEqual(['done', 'done']);
});

test('holds an entity behind its failed intent, and leaves other entities alone', async () => {
  const world = await newWorld();
  const entry = await createTimeEntry(database, world.engagement);
  await database
    .insertInto('alignSyncOutbox')
    .values({
      id: `failed-${entry.id}`,
      tenantId: world.tenantId,
      companyId: world.companyId,
      entityType: 'time_entry',
      localId: entry.id,
      operation: 'upsert',
      status: 'failed',
    })
    .execute();
  await world.enqueue('time_entry_submit', entry.id);
  await world.enqueue('project', world.project.id);
  await world.drain();
  expect((await world.intents()).map((intent) => intent.status)).toEqual(['failed', 'pending', 'done']);
});

test('turns the connection to error when the key is refused, and leaves its intents untouched', async () => {
  const world = await newWorld();
  await world.enqueue('project', world.project.id);
  await world.enqueue('user', world.person.user.id);
  await world.drain('ako_revoked');
  const connection = await database
    .selectFrom('alignConnections')
    .select(['status', 'lastErrorMessage'])
    .where('id', '=', world.connection.id)
    .executeTakeFirstOrThrow();
  expect(connection.status).toBe('error');
  expect(connection.lastErrorMessage).toContain('401');
  expect((await world.intents()).map((intent) => [intent.status, intent.attempts])).toEqual([
    ['pending', 0],
    ['pending', 0],
  ]);
  expect(await world.drain()).toBe('inactive');
});

test('finds out with one call that a key is refused, however much waits', async () => {
  const world = await newWorld();
  for (let added = 0; added < 20; added += 1) {
    const { id } = await createTimeEntry(database, world.engagement);
    await world.enqueue('time_entry', id);
  }
  await world.enqueue('project', world.project.id);
  await world.drain('ako_withdrawn');
  const calls = await database
    .selectFrom('alignSyncAttempts')
    .select('responseStatus')
    .where('companyId', '=', world.companyId)
    .execute();
  expect(calls).toEqual([{ responseStatus: 401 }]);
});

test('flags an entity that Align no longer knows instead of trying again', async () => {
  const world = await newWorld();
  await world.enqueue('project', world.project.id);
  await world.drain();
  await database
    .updateTable('alignEntityLinks')
    .set({ alignEntityId: 'gone', lastSent: null })
    .where('companyId', '=', world.companyId)
    .execute();
  await world.enqueue('project', world.project.id);
  await world.drain();
  expect((await world.intents()).at(-1)).toMatchObject({ status: 'failed' });
  const discrepancy = await database
    .selectFrom('alignReconciliationLog')
    .select(['field', 'externalId', 'state'])
    .where('companyId', '=', world.companyId)
    .executeTakeFirstOrThrow();
  expect(discrepancy).toEqual({
    field: 'entity_link.project',
    externalId: world.project.id,
    state: 'open',
  });
});

test('leaves a connection alone while another worker drains it, and takes over when its lease runs out', async () => {
  const world = await newWorld();
  await world.enqueue('project', world.project.id);
  await sql`
    insert into align_drain_leases (connection_id, lease_token, leased_until)
    values (${world.connection.id}, 'another', now() + interval '30 seconds')
  `.execute(database);
  expect(await world.drain()).toBe('held');
  await sql`update align_drain_leases set leased_until = now() where lease_token = 'another'`.execute(
    database,
  );
  expect(await world.drain()).toBe('drained');
  expect(await world.mutations()).toHaveLength(1);
});

test('writes no intent for a company that is not connected', async () => {
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const id = await enqueueIntent(database, {
    tenantId: tenant.id,
    companyId: company.id,
    entityType: 'project',
    localId: 'project',
    operation: 'upsert',
  });
  expect(id).toBeUndefined();
});
