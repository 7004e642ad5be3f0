import { createCompany, createConnection, createTenant, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const { database, connectionString } = await useTestDatabase();

async function connect(status: 'active' | 'error' = 'active') {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  return createConnection(database, { tenantId, companyId, encryptedApiKey: 'sealed', status });
}

const run = (connection: string, ...more: string[]) =>
  runCommand(connectionString, ['reconcile', 'run', '--connection', connection, ...more]);

test('starts one run of a scope at a time, and leaves a trace of who did', async () => {
  await connect();
  const { id } = await connect();
  const { runId } = (await run(id, '--json')).json();
  expect((await run(id, '--json')).json()).toEqual({ runId });
  const nightly = (await run(id, '--scope', 'nightly', '--json')).json();
  const runs = await database
    .selectFrom('alignReconciliationRuns')
    .select(['id', 'scope', 'state', 'requestedBy'])
    .where('connectionId', '=', id)
    .orderBy('id')
    .execute();
  expect(runs).toEqual([
    { id: runId, scope: 'time_entries', state: 'running', requestedBy: 'operator' },
    { id: nightly['runId'], scope: 'nightly', state: 'running', requestedBy: 'operator' },
  ]);
  const actions = await database.selectFrom('operatorActions').select(['action', 'subjectId']).execute();
  expect(actions).toContainEqual({ action: 'reconciliation.start', subjectId: runId });
});

test('says why it cannot', async () => {
  const { id } = await connect('error');
  expect(await run(id)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is error') });
  expect(await run('nowhere')).toMatchObject({ exitCode: 1 });
  expect(await run(id, '--scope', 'links')).toMatchObject({ exitCode: 2 });
});
