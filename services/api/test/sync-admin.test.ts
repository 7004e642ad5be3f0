import { actAs } from '@illumera/schema';
import { retryFailed } from '@illumera/sync';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { buildTenant, type TenantWorld } from './support/build-world.ts';
import { startApi } from './support/start-api.ts';

const api = await startApi();

async function createFailed(world: TenantWorld, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => ({
    id: uuid(),
    tenantId: world.tenantId,
    companyId: world.company.id,
    entityType: 'time_entry' as const,
    localId: world.entry.id,
    operation: 'upsert' as const,
    status: 'failed' as const,
    attempts: 5,
    error: 'no',
  }));
  await api.database.insertInto('alignSyncOutbox').values(rows).execute();
  return rows.map(({ id }) => id);
}

const actionsOf = (tenantId: string) =>
  api.database
    .selectFrom('operatorActions')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);

async function intentsOf(world: TenantWorld): Promise<string[]> {
  const rows = await api.database
    .selectFrom('alignSyncOutbox')
    .select('id')
    .where('tenantId', '=', world.tenantId)
    .execute();
  return rows.map(({ id }) => id);
}

const problem = (status: number, code: string) =>
  expect.objectContaining({ status, problem: expect.objectContaining({ code }) });

test('a preview of a retry counts what is then done, in order, with a row that says who did it', async () => {
  const world = await buildTenant(api.database);
  const ids = await createFailed(world, 3);
  const admin = api.as(world.admin);
  const filter = { companyId: world.company.id, entityType: 'time_entry' as const };
  expect(await admin('retryFailed', { body: { filter, dryRun: true } })).toEqual({ matched: 3, reset: 0 });
  expect(await actionsOf(world.tenantId)).toEqual([]);
  expect(await admin('retryFailed', { body: { filter } })).toEqual({ matched: 3, reset: 3 });
  const rows = await api.database
    .selectFrom('alignSyncOutbox')
    .select(['id', 'status', 'attempts', 'error'])
    .where('tenantId', '=', world.tenantId)
    .orderBy('sequence')
    .execute();
  expect(rows).toEqual(ids.map((id) => ({ id, status: 'pending', attempts: 0, error: null })));
  expect(await actionsOf(world.tenantId)).toMatchObject([
    { actorId: world.admin.id, action: 'outbox.retry', detail: { filter, reset: 3 } },
  ]);
});

test('an empty filter retries nothing', async () => {
  const world = await buildTenant(api.database);
  await expect(api.as(world.admin)('retryFailed', { body: { filter: {} } })).rejects.toEqual(
    problem(400, 'validation_failed'),
  );
});

test('50 presses of retry at once reset each row once', async () => {
  const world = await buildTenant(api.database);
  await createFailed(world, 20);
  const press = () =>
    api.as(world.platformAdmin)('retryFailed', { body: { filter: { companyId: world.company.id } } });
  const presses = await Promise.all(Array.from({ length: 50 }, press));
  expect(presses.reduce((sum, { reset }) => sum + reset, 0)).toBe(20);
  expect(await actionsOf(world.tenantId)).toHaveLength(50);
});

test('an action that is rolled back leaves no row about it', async () => {
  const world = await buildTenant(api.database);
  await createFailed(world, 1);
  const { tenantId } = world;
  const actor = {
    userId: 'operator',
    tenantId,
    companyId: null,
    role: 'platform_admin' as const,
    personId: null,
  };
  const transaction = await actAs(api.database, { role: 'illumera_api', tenantId })
    .startTransaction()
    .execute();
  await retryFailed(transaction, actor, { filter: { companyId: world.company.id } });
  await transaction.rollback().execute();
  expect(await actionsOf(tenantId)).toEqual([]);
});

test('a delivery is handed over again, and who asked for it is kept', async () => {
  const world = await buildTenant(api.database);
  const replayed = await api.as(world.admin)('replayDelivery', { params: { id: world.delivery.id } });
  expect(replayed).toEqual({ id: world.delivery.id, status: 'received' });
  expect(await actionsOf(world.tenantId)).toMatchObject([
    { action: 'delivery.replay', subjectId: world.delivery.id, actorId: world.admin.id },
  ]);
});

test('a difference takes a state with a note, until it is resolved', async () => {
  const world = await buildTenant(api.database);
  const change = (state: 'ignored' | 'resolved') =>
    api.as(world.admin)('changeDiscrepancy', {
      params: { id: world.discrepancy.id },
      body: { state, note: 'Checked' },
    });
  expect(await change('ignored')).toMatchObject({ state: 'ignored', note: 'Checked' });
  expect(await change('resolved')).toMatchObject({ state: 'resolved' });
  await expect(change('ignored')).rejects.toEqual(problem(409, 'conflict'));
  expect(await actionsOf(world.tenantId)).toMatchObject([
    { action: 'discrepancy.change', reason: 'Checked', detail: { from: 'open', to: 'ignored' } },
    { action: 'discrepancy.change', detail: { from: 'ignored', to: 'resolved' } },
  ]);
});

test('the summary counts by status and tells whether a worker lives', async () => {
  const world = await buildTenant(api.database);
  await createFailed(world, 2);
  expect(await api.as(world.admin)('summarizeSync', {})).toEqual({
    outbox: { pending: 0, processing: 0, done: 0, failed: 2 },
    deliveries: { received: 0, processed: 0, failed: 1 },
    discrepancies: { open: 1, acknowledged: 0, ignored: 0, resolved: 0 },
    oldestPendingAt: null,
    workersAlive: 0,
    rateBudgets: [],
  });
});

test('the timeline of an entity tells both directions in one order', async () => {
  const world = await buildTenant(api.database);
  await createFailed(world, 1);
  const scope = { tenantId: world.tenantId, companyId: world.company.id };
  const entity = { externalType: 'time_entry' as const, externalId: world.entry.id };
  const link = { id: uuid(), ...scope, ...entity, alignOrgId: 'org_1', alignEntityType: 'time_entry' };
  await api.database
    .insertInto('alignEntityLinks')
    .values({ ...link, alignEntityId: 'te_1' })
    .execute();
  await api.database
    .updateTable('alignWebhookDeliveries')
    .set({ entityId: 'te_1', receivedAt: inSeconds(60) })
    .where('id', '=', world.delivery.id)
    .execute();
  const [intentId = ''] = await intentsOf(world);
  const call = { method: 'POST', path: '/time-entries', durationMs: 12, outcome: 'retry', error: 'no' };
  await api.database
    .insertInto('alignSyncAttempts')
    .values({ ...scope, ...call, intentId, sentAt: inSeconds(30), responseStatus: 503 })
    .execute();
  const run = {
    id: uuid(),
    ...scope,
    connectionId: world.connection.id,
    scope: 'nightly' as const,
    slot: 'one',
  };
  await api.database.insertInto('alignReconciliationRuns').values(run).execute();
  const [before, after] = [JSON.stringify({ status: 'submitted' }), JSON.stringify({ status: 'approved' })];
  await api.database
    .insertInto('alignReconciliationChanges')
    .values({
      id: uuid(),
      runId: run.id,
      tenantId: world.tenantId,
      ...entity,
      before,
      after,
      changedAt: inSeconds(90),
    })
    .execute();
  await api.database
    .updateTable('alignReconciliationLog')
    .set({ ...entity, detectedAt: inSeconds(120) })
    .where('id', '=', world.discrepancy.id)
    .execute();
  const { data } = await api.as(world.admin)('readTimeline', { params: entity });
  expect(data.map(({ kind, title, status }) => [kind, title, status])).toEqual([
    ['intent', 'upsert time_entry', 'failed'],
    ['link', 'time_entry', null],
    ['attempt', 'POST /time-entries', '503'],
    ['delivery', 'time.approved', 'failed'],
    ['change', 'submitted → approved', null],
    ['discrepancy', 'approved_minutes', 'open'],
  ]);
  const foreign = await buildTenant(api.database);
  await expect(api.as(foreign.admin)('readTimeline', { params: entity })).rejects.toEqual(
    problem(404, 'not_found'),
  );
});

test('an invoice is drafted for an engagement and listed', async () => {
  const world = await buildTenant(api.database);
  const admin = api.as(world.admin);
  const body = { engagementId: world.engagement.id, amountCents: 1250, currency: 'USD' };
  const invoice = await admin('createInvoice', { body });
  expect(invoice).toMatchObject({ ...body, status: 'draft', companyId: world.company.id });
  expect((await admin('listInvoices', {})).data).toEqual([invoice]);
});
