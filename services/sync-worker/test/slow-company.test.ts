import { createEngagement, createPerson, createProject, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
const WAITING = 10_000;
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
  await world.startWorker();
});
afterAll(() => world.close());

/** A company with ten thousand entries to send, for each of which Align takes half a minute. */
async function hangingCompany() {
  const company = await world.connect();
  const { scope } = company;
  const project = await createProject(database, scope);
  const person = await createPerson(database, { tenantId: scope.tenantId });
  const at = { ...scope, projectId: project.id, personId: person.profile.id };
  const engagement = await createEngagement(database, at);
  await company.enqueue('project', project.id);
  await company.enqueue('user', person.user.id);
  const isDone = async () => (await company.intents()).every((intent) => intent.status === 'done');
  await until('the project and the user', isDone);
  const [alignProject] = await company.atAlign('/projects');
  const path = `/projects/${String(alignProject?.['id'])}/time-entries`;
  await world.sandbox.control('POST', '/faults', { kind: 'hang', path, durationMs: 30_000 });
  await sql`
    with entry as (
      insert into time_entries (id, tenant_id, company_id, project_id, engagement_id, person_id, work_date, minutes)
      select 'slow-' || number, ${scope.tenantId}, ${scope.companyId}, ${project.id}, ${engagement.id},
        ${person.profile.id}, '2026-03-02', 60
      from generate_series(1, ${WAITING}::int) number
      returning id, tenant_id, company_id
    )
    insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation)
    select 'intent-' || id, tenant_id, company_id, 'time_entry', id, 'upsert' from entry
  `.execute(database);
  await sql`
    select graphile_worker.add_job('drain', json_build_object('connectionId', ${company.connectionId}::text))
  `.execute(database);
  return { company, path };
}

/** How long ten changes of a company take to reach Align, one after the other, in milliseconds. */
async function timeChanges(company: Company): Promise<number[]> {
  const times: number[] = [];
  for (let change = 0; change < 10; change += 1) {
    const { id } = await createProject(database, company.scope);
    const committedAt = performance.now();
    await company.enqueue('project', id);
    await until('the change', async () => (await world.requests(`?externalId=${id}`)).length > 0);
    times.push(performance.now() - committedAt);
  }
  return times;
}

test('does not slow a company down because another one has ten thousand waiting and each of its calls hangs', async () => {
  const quick = await world.connect();
  const { company, path } = await hangingCompany();
  const hanging = async () => (await world.requests(`?path=/api/v1${path}`)).length;
  await until('calls that hang', async () => (await hanging()) >= 8);
  const times = await timeChanges(quick);
  expect(Math.max(...times)).toBeLessThan(3_000);
  const waiting = (await company.intents()).filter((intent) => intent.status !== 'done');
  expect(waiting).toHaveLength(WAITING);
}, 60_000);

test('does not keep a company waiting because more companies hang than a worker drains at once', async () => {
  const hanging = await Promise.all(Array.from({ length: 12 }, () => world.connect()));
  await world.sandbox.control('POST', '/faults', { kind: 'hang', path: '/projects', durationMs: 30_000 });
  const ids: string[] = [];
  for (const company of hanging) {
    const { id } = await createProject(database, company.scope);
    ids.push(id);
    await company.enqueue('project', id);
  }
  const arrived = async (id: string) => (await world.requests(`?externalId=${id}`)).length > 0;
  const all = async () => (await Promise.all(ids.map(arrived))).every(Boolean);
  await until('every company to hang', all);
  const quick = await world.connect();
  const { user } = await createPerson(database, { tenantId: quick.scope.tenantId });
  const committedAt = performance.now();
  await quick.enqueue('user', user.id);
  await until('the change', () => arrived(user.id));
  expect(performance.now() - committedAt).toBeLessThan(3_000);
}, 60_000);
