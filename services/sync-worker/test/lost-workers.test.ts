import { setTimeout as delay } from 'node:timers/promises';
import { createProject, type NodeProcess, until, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, pidOf, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
});
afterAll(() => world.close());

class ChangedMindError extends Error {}

/** One business transaction; some are rolled back, and leave nothing. */
async function addProject(company: Company, isRolledBack = false): Promise<string | undefined> {
  try {
    return await database.transaction().execute(async (transaction) => {
      const { id } = await createProject(transaction, company.scope);
      await company.enqueue('project', id, { on: transaction });
      if (isRolledBack) throw new ChangedMindError();
      return id;
    });
  } catch (error) {
    if (error instanceof ChangedMindError) return undefined;
    throw error;
  }
}

const intentsOf = (localIds: string[]) =>
  database
    .selectFrom('alignSyncOutbox')
    .select(['localId', 'status', 'attempts', 'settledAt'])
    .where('localId', 'in', localIds)
    .execute();

test('sends what was committed and nothing else, once each, while workers are killed', async () => {
  const companies = await Promise.all(Array.from({ length: 5 }, () => world.connect()));
  let running = await Promise.all([world.startWorker(), world.startWorker()]);
  const over = new AbortController();
  let kills = 0;
  const killing = (async () => {
    while (!over.signal.aborted) {
      const [oldest, ...others] = running;
      if (oldest !== undefined) await world.kill(oldest);
      kills += 1;
      running = [...others, await world.startWorker()];
    }
  })();
  const committed: string[] = [];
  for (let change = 0; change < 1_000; change += 1) {
    const company = companies[change % companies.length];
    if (company === undefined) throw new Error('there is no company');
    const id = await addProject(company, (change * 7919) % 10 < 3);
    if (id !== undefined) committed.push(id);
    if (change % 10 === 0) await delay(40);
  }
  over.abort();
  await killing;

  expect(kills).toBeGreaterThan(1);
  const total = await database.selectFrom('alignSyncOutbox').select('localId').execute();
  expect(total.map((row) => row.localId).toSorted()).toEqual(committed.toSorted());
  const isSent = async () => (await intentsOf(committed)).every((intent) => intent.status === 'done');
  await until('everything sent', isSent, 60_000);
  const links = await Promise.all(companies.map((company) => company.atAlign('/integration-links')));
  expect(links.flatMap((each) => each.map((link) => String(link['externalId']))).toSorted()).toEqual(
    committed.toSorted(),
  );
  const projects = await Promise.all(companies.map((company) => company.atAlign('/projects')));
  expect(projects.flat()).toHaveLength(committed.length);
  await Promise.all(running.map(world.kill));
}, 150_000);

async function holdAnswerOf(project: string): Promise<string> {
  const { id } = await world.sandbox.control<{ id: string }>('POST', '/holds', {
    point: 'after-commit',
    externalId: project,
  });
  return id;
}

/** A worker that is frozen while Align answers its call, and the one that has taken over. */
async function freezeInACall(company: Company): Promise<{
  project: string;
  holdId: string;
  frozen: NodeProcess;
  other: NodeProcess;
}> {
  const frozen = await world.startWorker();
  const { id: project } = await createProject(database, company.scope);
  const holdId = await holdAnswerOf(project);
  await company.enqueue('project', project);
  await until('the call', async () => (await callsOf(project)).length === 1);
  process.kill(pidOf(frozen), 'SIGSTOP');
  return { project, holdId, frozen, other: await world.startWorker() };
}
const callsOf = (project: string) => world.requests(`?externalId=${project}`);

test('lets a worker that was frozen past its lease change nothing when it goes on', async () => {
  const company = await world.connect();
  const { project, holdId, frozen, other } = await freezeInACall(company);
  const read = async () => (await intentsOf([project]))[0];
  await until('another worker to take over', async () => (await read())?.status === 'done', 60_000);
  const [settled, calls] = [await read(), await callsOf(project)];
  const attempts = async () =>
    database
      .selectFrom('alignSyncAttempts')
      .selectAll()
      .where('companyId', '=', company.scope.companyId)
      .execute();
  const logged = await attempts();
  await world.sandbox.control('POST', '/holds/release', { holdId });
  process.kill(pidOf(frozen), 'SIGCONT');
  await until('the worker to go on', async () => (await fetch(`${frozen.url}/readyz`)).ok);
  await until('its late answer', async () =>
    frozen.output().some((line) => line.includes('lost to another')),
  );
  expect(await read()).toEqual(settled);
  expect(await callsOf(project)).toHaveLength(calls.length);
  expect(await attempts()).toEqual(logged);
  expect(await company.atAlign('/projects')).toHaveLength(1);
  await Promise.all([frozen, other].map(world.kill));
}, 120_000);
