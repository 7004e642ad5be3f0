import { Backfill, StartedBackfill } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { buildTenant, type TenantWorld } from './support/build-world.ts';
import { startApi } from './support/start-api.ts';

const api = await startApi();

/** A world whose earlier backfill is over. */
async function newWorld() {
  const world = await buildTenant(api.database);
  await api.database
    .updateTable('alignBackfills')
    .set({ finishedAt: new Date() })
    .where('id', '=', world.backfill.id)
    .execute();
  return world;
}
const post = (world: TenantWorld, body?: unknown) =>
  api.send(world.admin, {
    method: 'POST',
    path: `/api/align/connections/${world.connection.id}/backfill`,
    ...(body === undefined ? {} : { body }),
  });
const everything = { project: 1, user: 1, project_member: 1, time_entry: 1, wiki_page: 0 };

test('a dry run answers 200 with what the same call without it then queues and answers 202', async () => {
  const world = await newWorld();
  const counted = await post(world, { dryRun: true });
  expect([counted.status, await counted.json()]).toEqual([200, { planned: everything }]);
  const started = await post(world);
  expect(started.status).toBe(202);
  const { planned, backfillId } = StartedBackfill.parse(await started.json());
  expect(planned).toEqual(everything);
  const path = `/api/align/backfills/${backfillId}`;
  const progress = await api.send(world.platformAdmin, { method: 'GET', path });
  expect(Backfill.parse(await progress.json())).toMatchObject({
    id: backfillId,
    connectionId: world.connection.id,
    requestedBy: world.admin.id,
    planned: everything,
    total: 4,
    done: 0,
    failed: 0,
    finishedAt: null,
  });
  const list = await api.as(world.admin)('listBackfills', { query: { connectionId: world.connection.id } });
  expect(list.data.map(({ id }) => id)).toEqual([backfillId, world.backfill.id]);
});

test('asked again by many at once while one runs, answers the running one to all', async () => {
  const world = await newWorld();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(world, {})));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
  const started = await Promise.all(
    answers.map(async (answer) => StartedBackfill.parse(await answer.json())),
  );
  expect(new Set(started.map(({ backfillId }) => backfillId)).size).toBe(1);
  const intents = await api.database
    .selectFrom('alignSyncOutbox')
    .select('lane')
    .where('companyId', '=', world.company.id)
    .execute();
  expect(intents.map(({ lane }) => lane)).toEqual(Array(4).fill('backfill'));
  const actions = await api.database
    .selectFrom('operatorActions')
    .select(['actorId', 'action', 'subjectId', 'detail'])
    .where('tenantId', '=', world.tenantId)
    .execute();
  expect(actions).toMatchObject([
    {
      actorId: world.admin.id,
      action: 'connection.backfill',
      subjectId: world.connection.id,
      detail: { planned: everything },
    },
  ]);
});

test('refuses one for a connection that has ended', async () => {
  const world = await newWorld();
  await api.database
    .updateTable('alignConnections')
    .set({ status: 'disconnected' })
    .where('id', '=', world.connection.id)
    .execute();
  expect((await post(world)).status).toBe(409);
});
