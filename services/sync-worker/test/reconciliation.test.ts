import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createKeyring, seal } from '@illumera/sealed';
import { apiKeyContext, requestRun } from '@illumera/sync';
import {
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
import { v7 as uuid } from 'uuid';
import { afterAll, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 90_000 });

const { database, connectionString } = await useTestDatabase();
const encryptionKey = randomBytes(32).toString('hex');
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const sandbox = await startAlignSandbox();
const workers = new Set<NodeProcess>();

afterAll(async () => {
  await Promise.all([...workers].map((worker) => worker.stop()));
  await sandbox.stop();
});

async function startWorker(): Promise<NodeProcess> {
  const worker = await startNodeProcess({
    main,
    env: {
      DATABASE_URL: connectionString,
      PORT: '0',
      ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
      ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1',
      ALIGN_ENCRYPTION_KEY: encryptionKey,
    },
  });
  workers.add(worker);
  return worker;
}

async function kill(worker: NodeProcess): Promise<void> {
  workers.delete(worker);
  const line = worker.output().find((each) => each.includes('"pid":')) ?? '{}';
  process.kill((JSON.parse(line) as { pid: number }).pid, 'SIGKILL');
  await worker.stop();
}

/** A company with two projects that Align has. */
async function connectedCompany() {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const parent = { tenantId, companyId };
  const id = uuid();
  const encryptedApiKey = seal(
    createKeyring({ current: encryptionKey, retired: [] }),
    apiKey,
    apiKeyContext(id),
  );
  const scope = { ...parent, alignOrgId: organizationId };
  await createConnection(database, { ...scope, id, encryptedApiKey });
  const alignProjects: string[] = [];
  for (const name of ['First', 'Second']) {
    const response = await fetch(`${sandbox.url}/api/v1/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, timeBillingEnabled: true }),
    });
    const { id: alignEntityId } = (await response.json()) as { id: string };
    const project = await createProject(database, parent);
    const link = { externalType: 'project', externalId: project.id, alignEntityType: 'project' } as const;
    await database
      .insertInto('alignEntityLinks')
      .values({ id: uuid(), ...scope, ...link, alignEntityId })
      .execute();
    alignProjects.push(alignEntityId);
  }
  const operator = {
    userId: 'operator',
    tenantId,
    companyId: null,
    role: 'platform_admin',
    personId: null,
  } as const;
  return { connectionId: id, operator, alignProjects };
}

test('a run whose worker is killed in the middle is ended by another worker, as one run', async () => {
  const company = await connectedCompany();
  const { connectionId, operator, alignProjects } = company;
  await sandbox.control('POST', '/holds', {
    point: 'mid-answer',
    method: 'GET',
    path: `/projects/${alignProjects[1]}/time-entries`,
    times: 1,
  });
  const first = await startWorker();
  const request = await requestRun(database, operator, { connectionId, scope: 'time_entries' });
  await until('the run is in the middle', async () => {
    const { held } = await sandbox.control<{ held: unknown[] }>('GET', '/holds');
    return held.length > 0;
  });
  await startWorker();
  await kill(first);
  await sandbox.control('POST', '/holds/release', {});
  // The lease would run out by itself in half a minute.
  await database
    .updateTable('alignReconciliationRuns')
    .set({ leasedUntil: new Date(0) })
    .execute();
  const runs = await until('the run has ended', async () => {
    const rows = await database.selectFrom('alignReconciliationRuns').selectAll().execute();
    return rows.every(({ state }) => state !== 'running') && rows;
  });
  expect(runs).toMatchObject([{ state: 'complete', takes: 2, gaps: [] }]);
  expect(request).toEqual({ kind: 'done', value: { runId: runs[0]?.id } });
});
