import { createTimeEntry, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();

test('sends fifty edits made while Align is down in no more than two changes, the last as the row is', async () => {
  const world = await connectedCompany({ database, sandbox, transport });
  const entry = await createTimeEntry(database, world.engagement);
  await world.enqueue('time_entry', entry.id);
  await world.drain();
  await sandbox.control('POST', '/faults', { kind: 'error', status: 503 });
  for (let minutes = 1; minutes <= 50; minutes += 1) {
    const notes = `edit ${minutes}`;
    await database.updateTable('timeEntries').set({ minutes, notes }).where('id', '=', entry.id).execute();
    await world.enqueue('time_entry', entry.id);
    await world.drain();
  }
  await sandbox.control('DELETE', '/faults');
  await world.hurry();
  await world.drain();

  const patches = (await world.mutations()).filter((request) => request.method === 'PATCH');
  expect(patches.map((request) => request.status)).toEqual([503, 200]);
  expect(patches.at(-1)?.body).toEqual({ minutes: 50, description: 'edit 50' });
  const intents = await world.intents();
  expect(intents.filter((intent) => intent.entityType === 'time_entry')).toHaveLength(51);
  expect(new Set(intents.map((intent) => intent.status))).toEqual(new Set(['done']));
});
