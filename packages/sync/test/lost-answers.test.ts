import { createTimeEntry, useTestDatabase } from '@illumera/testkit';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

// Eight run at once, and most of their time is spent waiting for each other.
vi.setConfig({ testTimeout: 60_000 });
const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();
type World = Awaited<ReturnType<typeof newWorld>>;
type Listed = { data: Record<string, unknown>[] };
const newWorld = () => connectedCompany({ database, sandbox, transport });

/** The next call about this takes effect at Align, and its answer is lost. */
const loseAnswer = (externalId: string) =>
  sandbox.control('POST', '/faults', { kind: 'drop-after-commit', externalId, times: 1 });

/** Sends what waits, past every wait for a next attempt. */
async function drainAll(world: World): Promise<void> {
  await world.hurry();
  await world.drain();
}

const KINDS = {
  project: async (world: World) => ({
    localId: world.project.id,
    edit: (text: string) =>
      database.updateTable('projects').set({ name: text }).where('id', '=', world.project.id).execute(),
    read: async () => (await world.atAlign<Listed>('/projects')).data.map((row) => row['name']),
  }),
  user: async (world: World) => ({
    localId: world.person.user.id,
    edit: (text: string) =>
      database.updateTable('users').set({ name: text }).where('id', '=', world.person.user.id).execute(),
    read: async () => {
      const { data } = await world.atAlign<Listed>('/users');
      return data.filter((row) => row['email'] === world.person.user.email).map((row) => row['name']);
    },
  }),
  wiki_page: async (world: World) => ({
    localId: world.project.id,
    edit: (text: string) =>
      database
        .updateTable('projects')
        .set({ description: text })
        .where('id', '=', world.project.id)
        .execute(),
    read: async () => {
      const { data } = await world.atAlign<Listed>(`/projects/${await world.link('project')}/wiki-pages`);
      return data.map((row) => /(first|second|third) text/.exec(String(row['content']))?.[0]);
    },
  }),
  time_entry: async (world: World) => {
    const entry = await createTimeEntry(database, world.engagement);
    return {
      localId: entry.id,
      edit: (text: string) =>
        database.updateTable('timeEntries').set({ notes: text }).where('id', '=', entry.id).execute(),
      read: async () => {
        const { data } = await world.atAlign<Listed>(`/projects/${await world.link('project')}/time-entries`);
        return data.map((row) => row['description']);
      },
    };
  },
};

/** An entity whose project and user Align has, with a change of it that is on its way. */
async function startWith(kind: keyof typeof KINDS) {
  const world = await newWorld();
  if (kind !== 'project') await world.enqueue('project', world.project.id);
  if (kind === 'time_entry') await world.enqueue('user', world.person.user.id);
  await world.drain();
  const entity = await KINDS[kind](world);
  const change = async (text: string) => {
    await entity.edit(text);
    await world.enqueue(kind, entity.localId);
  };
  const statuses = async () =>
    new Set((await world.intents()).map((intent) => `${intent.status} ${intent.error ?? ''}`));
  return { world, ...entity, change, statuses };
}

const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];

describe.each(['same-path', 'any-path', 'refused'])('where a reused key is %s', (reusedKey) => {
  beforeAll(() => sandbox.control('PATCH', '/switches', { reusedKey }));

  test.concurrent.each(kinds)(
    'carries an edit of a %s made between a lost create and its retry',
    async (kind) => {
      const { world, localId, change, read, statuses } = await startWith(kind);
      await loseAnswer(localId);
      await change('first text');
      await world.drain();
      await change('second text');
      await drainAll(world);
      expect(await read()).toEqual(['second text']);
      expect(await statuses()).toEqual(new Set(['done ']));
    },
  );

  test.concurrent.each(kinds)(
    'carries an edit of a %s made between a lost change and its retry',
    async (kind) => {
      const { world, change, read, statuses } = await startWith(kind);
      await change('first text');
      await world.drain();
      await loseAnswer(await world.link(kind));
      await change('second text');
      await world.drain();
      await change('third text');
      await drainAll(world);
      expect(await read()).toEqual(['third text']);
      expect(await statuses()).toEqual(new Set(['done ']));
    },
  );
});

test.concurrent.each(kinds)('takes back a change of a %s whose answer was lost', async (kind) => {
  const { world, change, read } = await startWith(kind);
  await change('first text');
  await world.drain();
  await loseAnswer(await world.link(kind));
  await change('second text');
  await world.drain();
  await change('first text');
  await drainAll(world);
  expect(await read()).toEqual(['first text']);
});

test.concurrent('deletes at Align an entry whose create had no answer', async () => {
  const { world, localId, change, read, statuses } = await startWith('time_entry');
  await loseAnswer(localId);
  await change('first text');
  await world.drain();
  await database
    .updateTable('timeEntries')
    .set({ deletedAt: new Date() })
    .where('id', '=', localId)
    .execute();
  await world.enqueueDelete('time_entry', localId);
  expect(await read()).toEqual(['first text']);
  await drainAll(world);
  expect(await read()).toEqual([]);
  expect(await statuses()).toEqual(new Set(['done ']));
});
