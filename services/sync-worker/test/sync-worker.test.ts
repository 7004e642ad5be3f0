import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createKeyring, seal } from '@illumera/sealed';
import { enqueueIntent } from '@illumera/sync';
import {
  type AlignSandbox,
  createCompany,
  createConnection,
  createProject,
  createTenant,
  type NodeProcess,
  startAlignSandbox,
  startNodeProcess,
  until,
  useTestDatabase,
} from '@illumera/testkit';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { database, connectionString } = await useTestDatabase();
const encryptionKey = randomBytes(32).toString('hex');
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let sandbox: AlignSandbox;
let worker: NodeProcess;

const startWorker = (env: Record<string, string> = {}) =>
  startNodeProcess({
    main,
    env: {
      DATABASE_URL: connectionString,
      PORT: '0',
      ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
      ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1',
      ALIGN_ENCRYPTION_KEY: encryptionKey,
      ...env,
    },
  });

beforeAll(async () => {
  sandbox = await startAlignSandbox();
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await sandbox.stop();
});

async function connectedProject() {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const scope = { tenantId: tenant.id, companyId: company.id };
  const id = uuid();
  const keyring = createKeyring({ current: encryptionKey, retired: [] });
  await createConnection(database, {
    ...scope,
    id,
    alignOrgId: organizationId,
    encryptedApiKey: seal(keyring, apiKey, {
      table: 'align_connections',
      row: id,
      column: 'encrypted_api_key',
    }),
  });
  return { ...scope, project: await createProject(database, scope) };
}

const sent = (projectId: string) =>
  until(
    'the project at Align',
    async () => {
      const { data } = await sandbox.control<{ data: unknown[] }>('GET', `/requests?externalId=${projectId}`);
      return data.length > 0 ? data : undefined;
    },
    5_000,
  );

test('is ready once it takes jobs, and stops on SIGTERM with exit code 0', async () => {
  const second = await startWorker();
  await until('readiness', async () => (await fetch(`${second.url}/readyz`)).ok);
  expect(await second.stop()).toBe(0);
});

test('sends a committed change', async () => {
  const { project, ...scope } = await connectedProject();
  await enqueueIntent(database, {
    ...scope,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  expect(await sent(project.id)).toHaveLength(1);
});

test('picks up an intent whose wake-up is gone', async () => {
  const { project, ...scope } = await connectedProject();
  await database.transaction().execute(async (transaction) => {
    await enqueueIntent(transaction, {
      ...scope,
      entityType: 'project',
      localId: project.id,
      operation: 'upsert',
    });
    await sql`
      select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where task_identifier = 'drain'
    `.execute(transaction);
  });
  expect(await sent(project.id)).toHaveLength(1);
});

test('picks up an intent that an operator made due by SQL', async () => {
  const { project, ...scope } = await connectedProject();
  const id = uuid();
  await database
    .insertInto('alignSyncOutbox')
    .values({
      id,
      ...scope,
      entityType: 'project',
      localId: project.id,
      operation: 'upsert',
      nextRetryAt: sql<Date>`now() + interval '1 hour'`,
    })
    .execute();
  await database
    .updateTable('alignSyncOutbox')
    .set({ nextRetryAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  expect(await sent(project.id)).toHaveLength(1);
});

test('turns a connection whose stored key does not open to error', async () => {
  const { companyId, tenantId, project } = await connectedProject();
  await database
    .updateTable('alignConnections')
    .set({ encryptedApiKey: 'v1:00000000:AAAA:AAAA:AAAA' })
    .where('companyId', '=', companyId)
    .execute();
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  const failed = await until('the error', async () => {
    const row = await database
      .selectFrom('alignConnections')
      .select('status')
      .where('companyId', '=', companyId)
      .executeTakeFirstOrThrow();
    return row.status === 'error';
  });
  expect(failed).toBe(true);
});
