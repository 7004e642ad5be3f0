import { alignClient, createAlignTransport } from '@illumera/align-client';
import { concealed, createKeyring, openSealed } from '@illumera/sealed';
import { apiKeyContext, createCircuits, hashKey, runDrain } from '@illumera/sync';
import { createCompany, createTenant, createUser, startAlignSandbox } from '@illumera/testkit';
import { afterAll, expect, test } from 'vitest';
import { ENCRYPTION_KEY, startApi } from './support/start-api.ts';

const sandbox = await startAlignSandbox();
const api = await startApi({ ALIGN_BASE_URL: `${sandbox.url}/api/v1` });
const transport = createAlignTransport({ baseUrl: `${sandbox.url}/api/v1`, timeoutMs: 5_000 });
const keyring = createKeyring({ current: ENCRYPTION_KEY, retired: [] });
afterAll(async () => {
  await transport.close();
  await sandbox.stop();
});

interface LedgerRow {
  method: string;
  path: string;
  keyLastFour: string;
}

/** An organization at Align with a key, and what that key changed there. */
async function organization() {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Acme',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  const projectCalls = async () => {
    const { data } = await sandbox.control<{ data: LedgerRow[] }>('GET', '/requests');
    return data
      .filter(({ keyLastFour, method, path }) => {
        return keyLastFour === apiKey.slice(-4) && method !== 'GET' && path.includes('/projects');
      })
      .map(({ method, path }) => `${method} ${path}`);
  };
  return { organizationId, apiKey, projectCalls };
}

/** Sends what a company has waiting, as the worker would. */
const drain = (connectionId: string) =>
  runDrain(api.database, {
    connectionId,
    openKey: (connection) => {
      const key = openSealed(keyring, connection.encryptedApiKey, apiKeyContext(connection.id));
      return { keyHash: hashKey(key), client: (options) => alignClient(transport, concealed(key), options) };
    },
    circuits: createCircuits(),
    maxAttempts: 5,
    concurrency: 4,
    stopping: new AbortController().signal,
    othersWait: async () => false,
  });

async function company() {
  const { id: tenantId } = await createTenant(api.database);
  const { id: companyId } = await createCompany(api.database, { tenantId });
  const admin = api.as(await createUser(api.database, { tenantId, companyId, role: 'company_admin' }));
  return {
    companyId,
    admin,
    connect: (apiKey: string) => admin('connectAlign', { body: { companyId, apiKey } }),
    disconnect: (id: string) => admin('disconnectAlign', { params: { id } }),
    rename: (id: string, name: string) => admin('updateProject', { params: { id }, body: { name } }),
    links: () =>
      api.database
        .selectFrom('alignEntityLinks')
        .select(['alignOrgId', 'externalId', 'alignEntityId'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
  };
}

test('sends nothing once disconnected, and goes on with its links when it connects again', async () => {
  const { admin, companyId, connect, disconnect, rename, links } = await company();
  const acme = await organization();
  const first = await connect(acme.apiKey);
  const project = await admin('createProject', { body: { companyId, name: 'Rover' } });
  await drain(first.id);
  const [link] = await links();
  await rename(project.id, 'Rover II');
  await disconnect(first.id);
  await rename(project.id, 'Rover III');
  expect(await drain(first.id)).toBe('inactive');
  expect(await acme.projectCalls()).toEqual(['POST /api/v1/projects']);

  const second = await connect(acme.apiKey);
  expect(second.id).not.toBe(first.id);
  await drain(second.id);
  await rename(project.id, 'Rover IV');
  await drain(second.id);
  const patch = `PATCH /api/v1/projects/${link?.alignEntityId}`;
  expect(await acme.projectCalls()).toEqual(['POST /api/v1/projects', patch, patch]);
  expect(await links()).toEqual([link]);
});

test('makes everything anew in another organization, and finds its links again on coming back', async () => {
  const { admin, companyId, connect, disconnect, rename, links } = await company();
  const [acme, other] = [await organization(), await organization()];
  const first = await connect(acme.apiKey);
  const project = await admin('createProject', { body: { companyId, name: 'Rover' } });
  await drain(first.id);
  await disconnect(first.id);

  const elsewhere = await connect(other.apiKey);
  expect(elsewhere.alignOrgId).toBe(other.organizationId);
  await rename(project.id, 'Rover II');
  await drain(elsewhere.id);
  expect(await other.projectCalls()).toEqual(['POST /api/v1/projects']);
  const [atAcme, atOther] = await links();
  expect([atAcme?.alignOrgId, atOther?.alignOrgId]).toEqual([acme.organizationId, other.organizationId]);
  await disconnect(elsewhere.id);

  const back = await connect(acme.apiKey);
  await rename(project.id, 'Rover III');
  await drain(back.id);
  expect(await acme.projectCalls()).toEqual([
    'POST /api/v1/projects',
    `PATCH /api/v1/projects/${atAcme?.alignEntityId}`,
  ]);
  expect(await other.projectCalls()).toHaveLength(1);
  expect(await links()).toEqual([atAcme, atOther]);
});
