import { createUser, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();
type World = Awaited<ReturnType<typeof newWorld>>;
const newWorld = () => connectedCompany({ database, sandbox, transport });

async function addUsers(world: World, count: number, email?: string) {
  const users = [];
  for (let added = 0; added < count; added += 1) {
    const user = await createUser(database, {
      tenantId: world.tenantId,
      role: 'talent',
      ...(email === undefined ? {} : { email }),
    });
    await world.enqueue('user', user.id);
    users.push(user);
  }
  return users;
}
const invites = async (world: World) =>
  (await world.mutations()).filter((request) => request.path.includes('invite'));
const linkedUsers = (world: World) =>
  database
    .selectFrom('alignEntityLinks')
    .select('externalId')
    .where('companyId', '=', world.companyId)
    .where('externalType', '=', 'user')
    .execute();

test('invites 120 people accepted at once in three calls, and one bad address fails alone', async () => {
  const world = await newWorld();
  await addUsers(world, 60);
  const [bad] = await addUsers(world, 1, 'nobody@nowhere');
  await addUsers(world, 59);
  await world.drain();
  expect((await invites(world)).map((request) => request.path)).toEqual(
    Array(3).fill('/api/v1/users/bulk-invite'),
  );
  const intents = await world.intents();
  expect(intents.filter((intent) => intent.status === 'done')).toHaveLength(119);
  expect(intents.filter((intent) => intent.status === 'failed').map((intent) => intent.localId)).toEqual([
    bad?.id,
  ]);
  expect(await linkedUsers(world)).toHaveLength(119);
});

test('invites a single person by a call of its own', async () => {
  const world = await newWorld();
  await addUsers(world, 1);
  await world.drain();
  expect((await invites(world)).map((request) => request.path)).toEqual(['/api/v1/users/invite']);
});

test('gathers people who are accepted one after the other', async () => {
  const world = await newWorld();
  const draining: Promise<unknown>[] = [];
  for (let accepted = 0; accepted < 20; accepted += 1) {
    await addUsers(world, 1);
    draining.push(world.drain());
  }
  await Promise.all(draining);
  await world.drain();
  expect((await invites(world)).length).toBeLessThanOrEqual(3);
  expect(await linkedUsers(world)).toHaveLength(20);
});

test('gives two people with one address the same user at Align', async () => {
  const world = await newWorld();
  await addUsers(world, 2, 'shared@example.com');
  await world.drain();
  expect((await world.intents()).map((intent) => intent.status)).toEqual(['done', 'done']);
  expect(await linkedUsers(world)).toHaveLength(2);
});
