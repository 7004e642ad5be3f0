import { createProject, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
});
afterAll(() => world.close());

async function lockerOfDrain(): Promise<string | undefined> {
  const jobs = await sql<{ lockedBy: string }>`
    select locked_by from graphile_worker.jobs where task_identifier = 'drain' and locked_by is not null
  `.execute(database);
  return jobs.rows[0]?.lockedBy;
}

test('frees the job of a worker that was killed in the middle of it, at its first job or later', async () => {
  const company = await world.connect();
  const killed = await world.startWorker();
  const { id: project } = await createProject(database, company.scope);
  const { id: holdId } = await world.sandbox.control<{ id: string }>('POST', '/holds', {
    point: 'after-commit',
    externalId: project,
  });
  await company.enqueue('project', project);
  await until('the call', async () => (await world.requests(`?externalId=${project}`)).length === 1);
  const locker = await until('its job', lockerOfDrain);
  await world.kill(killed);

  await sql`update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute'`.execute(
    database,
  );
  await sql`update sync_workers set seen_at = seen_at - interval '1 minute'`.execute(database);
  const other = await world.startWorker();
  await until('its job to be free', async () => (await lockerOfDrain()) !== locker);
  expect(other.output().some((line) => line.includes(locker))).toBe(true);
  await world.sandbox.control('POST', '/holds/release', { holdId });
  await world.kill(other);
});
