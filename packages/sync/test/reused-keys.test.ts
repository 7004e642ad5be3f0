import { createTimeEntry, useTestDatabase } from '@illumera/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();
type World = Awaited<ReturnType<typeof newWorld>>;
type Listed = { data: Record<string, unknown>[] };
const newWorld = () => connectedCompany({ database, sandbox, transport });

async function sentEntry(world: World) {
  const entry = await createTimeEntry(database, world.engagement);
  await world.enqueue('time_entry', entry.id);
  await world.drain();
  return entry;
}
const entriesAtAlign = async (world: World) =>
  (await world.atAlign<Listed>(`/projects/${await world.link('project')}/time-entries`)).data;

describe.each(['same-path', 'any-path', 'refused'])('where a reused key is %s', (reusedKey) => {
  beforeAll(() => sandbox.control('PATCH', '/switches', { reusedKey }));

  test('makes every one of several changes within a day take effect', async () => {
    const world = await newWorld();
    const entry = await sentEntry(world);
    for (const minutes of [61, 62, 61]) {
      await database.updateTable('timeEntries').set({ minutes }).where('id', '=', entry.id).execute();
      await world.enqueue('time_entry', entry.id);
      await world.drain();
      expect(await entriesAtAlign(world)).toMatchObject([{ minutes }]);
    }
  });

  test('submits again what was rejected', async () => {
    const world = await newWorld();
    const entry = await sentEntry(world);
    const alignId = await world.link('time_entry');
    const submit = async () => {
      await database
        .updateTable('timeEntries')
        .set({ status: 'submitted' })
        .where('id', '=', entry.id)
        .execute();
      await world.enqueue('time_entry_submit', entry.id);
      await world.drain();
      expect(await entriesAtAlign(world)).toMatchObject([{ status: 'submitted' }]);
    };
    await submit();
    await sandbox.control('POST', `/time-entries/${alignId}/reject`, { reason: 'too many hours' });
    await submit();
    await sandbox.control('POST', `/time-entries/${alignId}/reject`, { reason: 'still too many' });
    await submit();
    expect(new Set((await world.intents()).map((intent) => intent.status))).toEqual(new Set(['done']));
  });

  test('makes a project and its staffing page, which share their id, and changes both', async () => {
    const world = await newWorld();
    const rename = async (name: string) => {
      await database.updateTable('projects').set({ name }).where('id', '=', world.project.id).execute();
      await world.enqueue('project', world.project.id);
      await world.enqueue('wiki_page', world.project.id);
      await world.drain();
      expect((await world.atAlign<Listed>('/projects')).data).toMatchObject([{ name }]);
      const pages = await world.atAlign<Listed>(`/projects/${await world.link('project')}/wiki-pages`);
      expect(pages.data).toMatchObject([{ content: expect.stringContaining(name) as unknown }]);
    };
    await rename('Aurora');
    await rename('Borealis');
    await rename('Aurora');
  });
});
