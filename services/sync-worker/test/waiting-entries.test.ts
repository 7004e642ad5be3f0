import {
  createEngagement,
  createPerson,
  createProject,
  createTimeEntry,
  until,
  useTestDatabase,
} from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
  await world.startWorker();
});
afterAll(() => world.close());

/** Hours of somebody on a project of which Align knows nothing. */
async function logHours() {
  const company = await world.connect();
  const { scope } = company;
  const project = await createProject(database, scope);
  const person = await createPerson(database, { tenantId: scope.tenantId });
  const at = { ...scope, projectId: project.id, personId: person.profile.id };
  const entry = await createTimeEntry(database, await createEngagement(database, at));
  return { company, project, person, entry };
}
const intentOf = async (company: Company, entityType: string) =>
  (await company.intents()).find((intent) => intent.entityType === entityType);
const arrivalOf = async (entryId: string) =>
  (await world.requests(`?externalId=${entryId}`)).find((row) => row.status === 201)?.atMs;
async function linkedAtMs(company: Company, externalType: 'project' | 'user'): Promise<number> {
  const { createdAt } = await database
    .selectFrom('alignEntityLinks')
    .select('createdAt')
    .where('companyId', '=', company.scope.companyId)
    .where('externalType', '=', externalType)
    .executeTakeFirstOrThrow();
  return createdAt.getTime();
}

test('sends an entry within a second of its project, three days after it was logged, and uses no attempt', async () => {
  const { company, project, person, entry } = await logHours();
  await world.sandbox.control('POST', '/faults', { kind: 'error', method: 'POST', path: '/projects' });
  await company.enqueue('user', person.user.id);
  await company.enqueue('project', project.id);
  await company.enqueue('time_entry', entry.id);
  await until('the project to fail', async () => (await intentOf(company, 'project'))?.attempts === 1);
  const reason = `waiting for project ${project.id}`;
  await until('the entry to wait', async () => (await intentOf(company, 'time_entry'))?.error === reason);
  await sql`
    update align_sync_outbox set created_at = created_at - interval '3 days' where company_id = ${company.scope.companyId}
  `.execute(database);

  await world.sandbox.control('DELETE', '/faults');
  await sql`update align_sync_outbox set next_retry_at = now() where local_id = ${project.id}`.execute(
    database,
  );
  const arrivedAtMs = await until('the entry at Align', () => arrivalOf(entry.id));
  expect(arrivedAtMs - (await linkedAtMs(company, 'project'))).toBeLessThan(1_000);
  const isDone = async () => (await intentOf(company, 'time_entry'))?.status === 'done';
  await until('the entry to be settled', isDone);
  expect(await intentOf(company, 'time_entry')).toMatchObject({ attempts: 0, error: null });
});

test('brings what predates the connection to Align when hours need it', async () => {
  const { company, entry } = await logHours();
  await company.enqueue('time_entry', entry.id);
  const arrivedAtMs = await until('the entry at Align', () => arrivalOf(entry.id));
  const linkedAt = Math.max(await linkedAtMs(company, 'project'), await linkedAtMs(company, 'user'));
  expect(arrivedAtMs - linkedAt).toBeLessThan(1_000);
  const intents = async () =>
    (await company.intents()).map(({ entityType, status, attempts }) => [entityType, status, attempts]);
  await until('everything settled', async () => (await intents()).every(([, status]) => status === 'done'));
  expect(await intents()).toEqual([
    ['time_entry', 'done', 0],
    ['project', 'done', 0],
    ['user', 'done', 0],
  ]);
});
