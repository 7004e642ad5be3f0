import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { buildTenant, type TenantWorld } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';

const api = await startApi();

const problem = (status: number, code: string) =>
  expect.objectContaining({ status, problem: expect.objectContaining({ code }) });

const start = (
  user: TenantWorld['admin'],
  { connection }: TenantWorld,
  scope: 'time_entries' | 'nightly' = 'time_entries',
) => api.as(user)('reconcile', { body: { connectionId: connection.id, scope } });

const runsOf = ({ tenantId }: TenantWorld) =>
  api.database
    .selectFrom('alignReconciliationRuns')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();

const actionsOf = ({ tenantId }: TenantWorld) =>
  api.database
    .selectFrom('operatorActions')
    .select(['actorId', 'companyId', 'action', 'subjectType', 'subjectId', 'detail'])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();

async function jobsOf(runId: string): Promise<number> {
  const { rows } = await sql`
    select from graphile_worker._private_jobs where payload ->> 'runId' = ${runId}
  `.execute(api.database);
  return rows.length;
}

/** Runs that have ended, oldest first. */
async function endRuns({ tenantId, company, connection }: TenantWorld, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, place) => ({
    id: uuid(),
    tenantId,
    companyId: company.id,
    connectionId: connection.id,
    scope: place % 2 === 0 ? ('time_entries' as const) : ('nightly' as const),
    slot: uuid(),
    state: place % 3 === 0 ? ('incomplete' as const) : ('complete' as const),
    createdAt: new Date(Date.UTC(2026, 0, 1 + place)),
    finishedAt: new Date(Date.UTC(2026, 0, 1 + place, 1)),
  }));
  await api.database.insertInto('alignReconciliationRuns').values(rows).execute();
  return rows.map(({ id }) => id);
}

test('accepts a run, wakes a worker for it, and keeps who asked', async () => {
  const world = await buildTenant(api.database);
  const body = { connectionId: world.connection.id, scope: 'nightly' };
  const path = '/api/admin/align/sync/reconcile';
  const accepted = await api.send(world.admin, { method: 'POST', path, body });
  expect(accepted.status).toBe(202);
  const { runId } = (await accepted.json()) as { runId: string };
  expect(await runsOf(world)).toMatchObject([
    { id: runId, scope: 'nightly', state: 'running', requestedBy: world.admin.id, startedAt: null },
  ]);
  expect(await jobsOf(runId)).toBe(1);
  expect(await actionsOf(world)).toEqual([
    {
      actorId: world.admin.id,
      companyId: world.company.id,
      action: 'reconciliation.start',
      subjectType: 'reconciliation',
      subjectId: runId,
      detail: { scope: 'nightly' },
    },
  ]);
});

test('answers the run that is under way, however many ask at once, and starts another scope beside it', async () => {
  const world = await buildTenant(api.database);
  const answers = await Promise.all(
    [world.admin, world.platformAdmin].flatMap((user) => Array.from({ length: 5 }, () => start(user, world))),
  );
  expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
  expect(await runsOf(world)).toHaveLength(1);
  expect(await actionsOf(world)).toHaveLength(10);
  const nightly = await start(world.admin, world, 'nightly');
  expect(nightly.runId).not.toBe(answers[0]?.runId);
  expect(await runsOf(world)).toHaveLength(2);
});

test('starts a run once under one idempotency key, whatever became of it meanwhile', async () => {
  const world = await buildTenant(api.database);
  const press = async () => {
    const response = await api.send(world.admin, {
      method: 'POST',
      path: '/api/admin/align/sync/reconcile',
      body: { connectionId: world.connection.id, scope: 'time_entries' },
      headers: { 'idempotency-key': 'compare-now' },
    });
    expect(response.status).toBe(202);
    return ((await response.json()) as { runId: string }).runId;
  };
  const first = await press();
  await api.database
    .updateTable('alignReconciliationRuns')
    .set({ state: 'complete', finishedAt: new Date() })
    .where('id', '=', first)
    .execute();
  expect(await press()).toBe(first);
  expect(await runsOf(world)).toHaveLength(1);
  expect(await actionsOf(world)).toHaveLength(1);
});

test.each([
  ['a scope that nobody may start', { scope: 'links' }, 'scope'],
  ['no scope', { scope: undefined }, 'scope'],
  ['a field that is not known', { scope: 'nightly', force: true }, 'force'],
])('refuses %s and names the field', async (_, more, named) => {
  const world = await buildTenant(api.database);
  const response = await api.send(world.admin, {
    method: 'POST',
    path: '/api/admin/align/sync/reconcile',
    body: { connectionId: world.connection.id, ...more },
  });
  expect(response.status).toBe(400);
  const { code, errors } = await problemOf(response);
  expect(code).toBe('validation_failed');
  expect(JSON.stringify(errors)).toContain(named);
  expect(await runsOf(world)).toEqual([]);
});

test.each(['error', 'disconnected'] as const)('starts nothing on a connection that is %s', async (status) => {
  const world = await buildTenant(api.database);
  await api.database
    .updateTable('alignConnections')
    .set({ status })
    .where('id', '=', world.connection.id)
    .execute();
  await expect(start(world.admin, world)).rejects.toEqual(problem(409, 'conflict'));
  expect(await runsOf(world)).toEqual([]);
  expect(await actionsOf(world)).toEqual([]);
});

test('neither starts nor shows runs of another tenant or company', async () => {
  const [home, abroad] = [await buildTenant(api.database), await buildTenant(api.database)];
  await endRuns(abroad, 2);
  const { admin: neighbour } = await buildTenant(api.database);
  for (const user of [home.admin, home.platformAdmin, neighbour]) {
    await expect(start(user, abroad)).rejects.toEqual(problem(404, 'not_found'));
    expect(await api.as(user)('listRuns', { query: {} })).toEqual({ data: [], nextCursor: null });
    const query = { companyId: abroad.company.id };
    await expect(api.as(user)('listRuns', { query })).rejects.toEqual(problem(404, 'not_found'));
  }
  expect(await runsOf(abroad)).toHaveLength(2);
});

test('walks through all runs page by page, the newest first, each once', async () => {
  const world = await buildTenant(api.database);
  const ended = await endRuns(world, 7);
  const { runId } = await start(world.admin, world);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 3, ...(cursor === undefined ? {} : { cursor }) };
    const page = await api.as(world.admin)('listRuns', { query });
    expect(page.data.length).toBeLessThanOrEqual(3);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([...ended, runId].toReversed());
});

test('filters runs by scope, state and time, and shows what they came to', async () => {
  const world = await buildTenant(api.database);
  const ended = await endRuns(world, 6);
  await api.database
    .updateTable('alignReconciliationRuns')
    .set({ counts: JSON.stringify({ links: { stored: 2 } }), gaps: ['the users: no answer'], rowsRead: 347 })
    .where('id', '=', ended[0] ?? '')
    .execute();
  const list = async (query: Parameters<ReturnType<typeof api.as>>[1]) =>
    (await api.as(world.platformAdmin)('listRuns', query as { query: object })).data;
  const nightly = await list({ query: { scope: 'nightly' } });
  expect(nightly.map(({ id }) => id)).toEqual([ended[5], ended[3], ended[1]]);
  const period = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' };
  expect(await list({ query: { status: 'incomplete', ...period } })).toEqual([
    {
      id: ended[0],
      companyId: world.company.id,
      connectionId: world.connection.id,
      scope: 'time_entries',
      state: 'incomplete',
      step: null,
      rowsRead: 347,
      counts: { links: { stored: 2 } },
      gaps: ['the users: no answer'],
      requestedBy: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      startedAt: null,
      finishedAt: '2026-01-01T01:00:00.000Z',
    },
  ]);
});
