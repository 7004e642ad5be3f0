import { randomUUID as uuid } from 'node:crypto';
import {
  createCompany,
  createConnection,
  createProject,
  createTenant,
  useTestDatabase,
} from '@illumera/testkit';
import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const { database, connectionString } = await useTestDatabase();
const ops = (...args: string[]) => runCommand(connectionString, args);

/** A company with a failed intent and a failed delivery. */
async function buildCompany() {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const { id: projectId } = await createProject(database, scope);
  const { id: connectionId } = await createConnection(database, { ...scope, encryptedApiKey: 'sealed' });
  const [intentId, deliveryId] = [uuid(), uuid()];
  await database
    .insertInto('alignSyncOutbox')
    .values({
      id: intentId,
      ...scope,
      entityType: 'project',
      localId: projectId,
      operation: 'upsert',
      status: 'failed',
      attempts: 5,
      error: 'Align answered 422',
    })
    .execute();
  await database
    .insertInto('alignWebhookDeliveries')
    .values({
      id: deliveryId,
      ...scope,
      connectionId,
      deliveryId: uuid(),
      eventId: uuid(),
      eventName: 'time.approved',
      body: Buffer.from('{}'),
      signature: 'sha256=00',
      status: 'failed',
    })
    .execute();
  return { tenantId, companyId, projectId, intentId, deliveryId };
}

const actionsOf = (tenantId: string) =>
  database
    .selectFrom('operatorActions')
    .select(['action', 'actorId', 'actorRole', 'subjectId', 'reason', 'detail'])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();

test('lists intents of all tenants, and of one company by status', async () => {
  const [one, other] = [await buildCompany(), await buildCompany()];
  const all = (await ops('outbox', 'list', '--json')).json() as { data: { id: string }[] };
  expect(all.data.map(({ id }) => id)).toEqual(expect.arrayContaining([one.intentId, other.intentId]));
  const failed = await ops('outbox', 'list', '--company', one.companyId, '--status', 'failed');
  expect(failed.stdout).toContain(one.intentId);
  expect(failed.stdout).toContain('Align answered 422');
  expect(failed.stdout).not.toContain(other.intentId);
  const done = await ops('outbox', 'list', '--company', one.companyId, '--status', 'done');
  expect(done.stdout).toBe('no intents\n');
});

test('a dry run counts what a retry then resets, and the retry leaves who, what and why', async () => {
  const { tenantId, companyId, intentId } = await buildCompany();
  const other = await buildCompany();
  const dry = await ops('outbox', 'retry', '--company', companyId, '--dry-run', '--json');
  expect(dry.json()).toEqual({ matched: 1, reset: 0 });
  expect(await actionsOf(tenantId)).toEqual([]);
  const retried = await ops('outbox', 'retry', '--company', companyId, '--reason', 'Align is back', '--json');
  expect(retried.json()).toEqual({ matched: 1, reset: 1 });
  const { status } = await database
    .selectFrom('alignSyncOutbox')
    .select('status')
    .where('id', '=', intentId)
    .executeTakeFirstOrThrow();
  expect(status).toBe('pending');
  expect(await actionsOf(tenantId)).toMatchObject([
    { action: 'outbox.retry', actorId: 'operator', reason: 'Align is back', detail: { reset: 1 } },
  ]);
  expect(await actionsOf(other.tenantId)).toEqual([]);
});

test('a retry that names nothing is refused, and so is one of a company that does not exist', async () => {
  expect(await ops('outbox', 'retry')).toMatchObject({ exitCode: 1, stdout: '' });
  expect(await ops('outbox', 'retry', '--company', 'nobody')).toMatchObject({ exitCode: 1, stdout: '' });
});

test('lists deliveries and replays one, leaving who, what and why', async () => {
  const { tenantId, companyId, deliveryId } = await buildCompany();
  const list = await ops('delivery', 'list', '--company', companyId, '--event-name', 'time.approved');
  expect(list.stdout).toContain(deliveryId);
  const replayed = await ops(
    'delivery',
    'replay',
    '--id',
    deliveryId,
    '--reason',
    'Handler mended',
    '--json',
  );
  expect(replayed.json()).toEqual({ id: deliveryId, status: 'received' });
  expect(await actionsOf(tenantId)).toMatchObject([
    { action: 'delivery.replay', actorId: 'operator', subjectId: deliveryId, reason: 'Handler mended' },
  ]);
  expect(await ops('delivery', 'replay', '--id', 'none')).toMatchObject({ exitCode: 1 });
});

test('the doctor names what is wrong and what to do about it, exits 1, and changes nothing', async () => {
  const { tenantId, companyId, projectId } = await buildCompany();
  const examine = async () => {
    const run = await ops('doctor', '--tenant', tenantId, '--json');
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    return run.json() as {
      healthy: boolean;
      findings: { subject: string; severity: string; nextStep: string }[];
    };
  };
  const failing = await examine();
  expect(failing.healthy).toBe(false);
  expect(failing.findings).toContainEqual(expect.objectContaining({ subject: 'database', severity: 'ok' }));
  expect(failing.findings).toContainEqual(
    expect.objectContaining({
      subject: expect.stringMatching(/^connection /),
      nextStep: expect.stringMatching(/./),
    }),
  );
  const intent = { entityType: 'project', localId: projectId, operation: 'upsert' } as const;
  await database
    .insertInto('alignSyncOutbox')
    .values({ id: uuid(), tenantId, companyId, ...intent })
    .execute();
  expect((await examine()).findings).toContainEqual(
    expect.objectContaining({ severity: 'critical', nextStep: 'start the sync-worker' }),
  );
  expect(await actionsOf(tenantId)).toEqual([]);
});

test('the doctor finds nothing wrong with a tenant that has nothing, and exits 0', async () => {
  const { id } = await createTenant(database);
  const run = await ops('doctor', '--tenant', id);
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing is wrong.') });
});

test('the doctor says in its help what it exits with', async () => {
  expect((await ops('doctor', '--help')).stdout).toContain('Exits 1');
});
