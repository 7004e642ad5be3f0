import { createCompany, createConnection, createTenant, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const { database, connectionString } = await useTestDatabase();
const encryptedApiKey = 'sealed-key';

test('lists the connections of one company, newest first and without a secret', async () => {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const { id: otherCompanyId } = await createCompany(database, { tenantId });
  const past = await createConnection(database, {
    tenantId,
    companyId,
    encryptedApiKey,
    status: 'disconnected',
  });
  const present = await createConnection(database, { tenantId, companyId, encryptedApiKey });
  await createConnection(database, { tenantId, companyId: otherCompanyId, encryptedApiKey });

  const run = await runCommand(connectionString, ['connection', 'list', '--company', companyId, '--json']);

  const { data } = run.json() as { data: { id: string; status: string }[] };
  expect(data.map(({ id, status }) => [id, status])).toStrictEqual([
    [present.id, 'active'],
    [past.id, 'disconnected'],
  ]);
  expect(run.stdout).not.toContain(encryptedApiKey);
});

test('lists more connections than one page holds', async () => {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const connection = { tenantId, companyId, encryptedApiKey, status: 'disconnected' } as const;
  await Promise.all(Array.from({ length: 205 }, () => createConnection(database, connection)));

  const { stdout } = await runCommand(connectionString, ['connection', 'list', '--company', companyId]);

  expect(stdout.trimEnd().split('\n')).toHaveLength(206);
});

test('says so where there is none', async () => {
  const run = await runCommand(connectionString, ['connection', 'list', '--company', 'nobody']);

  expect(run).toMatchObject({ exitCode: 0, stdout: 'no connections\n' });
});
