import { createAlignTransport } from '@illumera/align-client';
import { findActor, updateConnection } from '@illumera/sync';
import { createProject, createUser, until, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type World } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
  await world.startWorker();
});
afterAll(() => world.close());

async function replaceKey(company: Company): Promise<void> {
  const { scope, connectionId, alignOrgId } = company;
  const { apiKey } = await world.sandbox.control<{ apiKey: string }>('POST', '/api-keys', {
    organizationId: alignOrgId,
  });
  const admin = await createUser(database, { ...scope, role: 'company_admin' });
  const actor = await findActor(database, admin.clerkUserId ?? '');
  if (actor === undefined) throw new Error('there is no actor');
  const transport = createAlignTransport({ baseUrl: `${world.sandbox.url}/api/v1` });
  const { keyring } = world;
  const webhookBaseUrl = 'https://illumera.example';
  const update = { actor, connectionId, apiKey, transport, keyring, webhookBaseUrl };
  expect(await updateConnection(database, update)).toMatchObject({ kind: 'done' });
  await transport.close();
}

const statusOf = async ({ connectionId }: Company) =>
  (
    await database
      .selectFrom('alignConnections')
      .select('status')
      .where('id', '=', connectionId)
      .executeTakeFirstOrThrow()
  ).status;

test('makes one call with a key that is refused, uses nothing up, and goes on by itself with a new key', async () => {
  const company = await world.connect();
  await world.sandbox.control('POST', '/api-keys/revoke', { apiKey: company.apiKey });
  await database.transaction().execute(async (on) => {
    for (let count = 0; count < 50; count += 1) {
      const { id } = await createProject(on, company.scope);
      await company.enqueue('project', id, { on });
    }
  });
  await until('the error', async () => (await statusOf(company)) === 'error');
  const { id: later } = await createProject(database, company.scope);
  await company.enqueue('project', later);
  const isUntouched = { status: 'pending', attempts: 0 };
  expect(await company.intents()).toMatchObject(Array.from({ length: 51 }, () => isUntouched));
  const refused = await world.requests();
  expect(refused.map((row) => row.status)).toEqual([401]);

  await replaceKey(company);
  const isSent = async () => (await company.intents()).every((intent) => intent.status === 'done');
  await until('everything sent', isSent, 30_000);
  expect(await statusOf(company)).toBe('active');
  const sent = (await world.requests()).filter((row) => row.route === 'POST /projects');
  expect(sent.filter((row) => row.status === 401)).toHaveLength(1);
  expect(sent.filter((row) => row.status === 201)).toHaveLength(51);
});
