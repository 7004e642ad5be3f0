import { randomUUID } from 'node:crypto';
import { createCompany, createTenant, createUser, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { type Run, runCommand } from './run-command.ts';

const { database, connectionString } = await useTestDatabase();
const ops = (...args: string[]): Promise<Run> => runCommand(connectionString, args);

/** Makes a talent, Ada, with some of the options changed. */
function createWith(change: Record<string, string>): Promise<Run> {
  const ada = { email: 'ada@example.test', name: 'Ada Park', role: 'talent', 'clerk-user-id': randomUUID() };
  const options = Object.entries({ ...ada, ...change }).flatMap(([name, value]) => [`--${name}`, value]);
  return ops('user', 'create', ...options, '--json');
}

test('makes a tenant and prints nothing but its JSON', async () => {
  const run = await ops('tenant', 'create', '--name', 'Zoë’s Talent 🌻', '--json');

  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const made = run.json();
  expect(made).toStrictEqual({ id: expect.any(String), name: 'Zoë’s Talent 🌻' });
  const row = database.selectFrom('tenants').select('name').where('id', '=', String(made['id']));
  expect(await row.executeTakeFirst()).toStrictEqual({ name: 'Zoë’s Talent 🌻' });
});

test('prints the id for people in aligned columns', async () => {
  const { id } = await createTenant(database);

  const { stdout } = await ops('company', 'create', '--tenant', id, '--name', 'Acme');

  expect(stdout).toMatch(/^company\n {2}id {8}\S{36}\n {2}tenantId {2}\S{36}\n {2}name {6}Acme\n$/);
});

test('gives a talent the person profile that engagements name', async () => {
  const { id: tenantId } = await createTenant(database);

  const run = await createWith({ tenant: tenantId, 'clerk-user-id': `user_${tenantId}` });

  const { id, personId } = run.json();
  const profile = database.selectFrom('personProfiles').selectAll().where('userId', '=', String(id));
  expect(await profile.executeTakeFirst()).toMatchObject({ id: personId, tenantId });
});

test('gives a company admin a company and no profile', async () => {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });

  const run = await createWith({ tenant: tenantId, company: companyId, role: 'company_admin' });

  expect(run.json()).toMatchObject({ tenantId, companyId, role: 'company_admin', personId: null });
});

test('refuses a Clerk user id that is taken and leaves nothing behind', async () => {
  const { id: tenantId } = await createTenant(database);
  const { clerkUserId } = await createUser(database, { tenantId });

  const run = await createWith({ tenant: tenantId, 'clerk-user-id': String(clerkUserId) });

  expect(run).toMatchObject({ exitCode: 1, stderr: 'a user with this Clerk user id exists already\n' });
  expect(run.json()).toStrictEqual({ error: 'a user with this Clerk user id exists already' });
  const profiles = database.selectFrom('personProfiles').select('id').where('tenantId', '=', tenantId);
  expect(await profiles.execute()).toStrictEqual([]);
});

test.each([
  ['an unknown tenant', { tenant: 'nobody' }, '--tenant is not the id of a tenant'],
  ['an unknown company', { company: 'nobody' }, '--company is not the id of a company of this tenant'],
  [
    'a company admin without a company',
    { role: 'company_admin' },
    '--company is required for a company admin',
  ],
  ['a bad e-mail address', { email: 'ada@' }, '--email is not an e-mail address'],
  ['an empty name', { name: ' ' }, '--name must not be empty'],
  ['an empty Clerk user id', { 'clerk-user-id': ' ' }, '--clerk-user-id must not be empty'],
])('refuses %s in one line', async (_, change, message) => {
  const { id: tenant } = await createTenant(database);

  const run = await createWith({ tenant, ...change });

  expect(run).toMatchObject({ exitCode: 1, stderr: `${message}\n` });
});

test('refuses a company of an unknown tenant', async () => {
  const run = await ops('company', 'create', '--tenant', 'nobody', '--name', 'Acme');

  expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: '--tenant is not the id of a tenant\n' });
});
