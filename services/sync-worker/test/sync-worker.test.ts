import { createLogin, createProject, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);

beforeAll(async () => {
  await world.startWorker();
});
afterAll(() => world.close());

async function connectedProject() {
  const company = await world.connect();
  const { id } = await createProject(database, company.scope);
  return { ...company, projectId: id };
}

const sent = (projectId: string) =>
  until(
    'the project at Align',
    async () => {
      const requests = await world.requests(`?externalId=${projectId}`);
      return requests.length > 0 ? requests : undefined;
    },
    5_000,
  );

test('is ready once it takes jobs, and stops on SIGTERM with exit code 0', async () => {
  const second = await world.startWorker();
  expect(await second.stop()).toBe(0);
});

test('is not ready where its sign-in may not act for tenants', async () => {
  const login = await createLogin(connectionString, ['illumera_dispatcher']);
  const second = await world.launchWorker({ DATABASE_URL: login.connectionString });
  const reasons = await until('the reason', async () => {
    const text = await (await fetch(`${second.url}/readyz`)).text();
    return !text.includes('jobs: ') && text;
  });
  expect(reasons).toContain('tenants: ');
  expect(reasons).not.toContain('database: ');
  await second.stop();
  await login.drop();
});

test('sends a committed change', async () => {
  const { enqueue, projectId } = await connectedProject();
  await enqueue('project', projectId);
  expect(await sent(projectId)).toHaveLength(1);
});

test('picks up an intent whose wake-up is gone', async () => {
  const { enqueue, projectId } = await connectedProject();
  await database.transaction().execute(async (transaction) => {
    await enqueue('project', projectId, { on: transaction });
    await sql`
      select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where task_identifier = 'drain'
    `.execute(transaction);
  });
  expect(await sent(projectId)).toHaveLength(1);
});

test('picks up an intent that an operator made due by SQL', async () => {
  const { scope, projectId } = await connectedProject();
  const id = uuid();
  await database
    .insertInto('alignSyncOutbox')
    .values({
      id,
      ...scope,
      entityType: 'project',
      localId: projectId,
      operation: 'upsert',
      nextRetryAt: sql<Date>`now() + interval '1 hour'`,
    })
    .execute();
  await database
    .updateTable('alignSyncOutbox')
    .set({ nextRetryAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  expect(await sent(projectId)).toHaveLength(1);
});

test('turns a connection whose stored key does not open to error', async () => {
  const { enqueue, connectionId, projectId } = await connectedProject();
  await database
    .updateTable('alignConnections')
    .set({ encryptedApiKey: 'v1:00000000:AAAA:AAAA:AAAA' })
    .where('id', '=', connectionId)
    .execute();
  await enqueue('project', projectId);
  const failed = await until('the error', async () => {
    const row = await database
      .selectFrom('alignConnections')
      .select('status')
      .where('id', '=', connectionId)
      .executeTakeFirstOrThrow();
    return row.status === 'error';
  });
  expect(failed).toBe(true);
});
