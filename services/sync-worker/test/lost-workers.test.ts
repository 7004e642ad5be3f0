import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createKeyring, seal } from '@illumera/sealed';
import { apiKeyContext, enqueueIntent } from '@illumera/sync';
import {
  createCompany,
  createConnection,
  createProject,
  createTenant,
  type NodeProcess,
  startNodeProcess,
  until,
  useTestDatabase,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { database, connectionString } = await useTestDatabase();
const encryptionKey = randomBytes(32).toString('hex');
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** What Align has created: the id that it gave to the first request of each idempotency key. */
const created = new Map<string, string>();
const arrived: { externalId: string; key: string }[] = [];
/** Projects whose first request is answered only later. */
const answeredLate = new Map<string, number>();
const workers = new Set<NodeProcess>();
let align: Server;

beforeAll(async () => {
  align = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { externalRef: { externalId: string } };
      const { externalId } = body.externalRef;
      const key = String(request.headers['idempotency-key']);
      arrived.push({ externalId, key });
      const id = created.get(key) ?? `project-${created.size}`;
      created.set(key, id);
      const afterMs = answeredLate.get(externalId) ?? 5;
      answeredLate.delete(externalId);
      void delay(afterMs).then(() => {
        response.writeHead(201, { 'content-type': 'application/json' });
        return response.end(JSON.stringify({ id }));
      });
    });
  });
  await new Promise<void>((resolve) => {
    align.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  await Promise.all([...workers].map((worker) => worker.stop()));
  align.closeAllConnections();
  align.close();
});

async function startWorker(): Promise<NodeProcess> {
  const { port } = align.address() as AddressInfo;
  const worker = await startNodeProcess({
    main,
    env: {
      DATABASE_URL: connectionString,
      PORT: '0',
      ALIGN_BASE_URL: `http://127.0.0.1:${port}/api/v1`,
      ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1',
      ALIGN_ENCRYPTION_KEY: encryptionKey,
    },
  });
  workers.add(worker);
  return worker;
}

/** The process itself, as its log names it; what started it stands in between. */
function pidOf(worker: NodeProcess): number {
  const line = worker.output().find((each) => each.includes('"pid":')) ?? '{}';
  return (JSON.parse(line) as { pid: number }).pid;
}

async function kill(worker: NodeProcess): Promise<void> {
  workers.delete(worker);
  process.kill(pidOf(worker), 'SIGKILL');
  await worker.stop();
}

async function connectedCompany() {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const id = uuid();
  const keyring = createKeyring({ current: encryptionKey, retired: [] });
  await createConnection(database, {
    tenantId,
    companyId,
    id,
    encryptedApiKey: seal(keyring, `ako_${id}`, apiKeyContext(id)),
  });
  return { tenantId, companyId };
}

type Scope = Awaited<ReturnType<typeof connectedCompany>>;
class ChangedMindError extends Error {}

/** One business transaction; some are rolled back, and leave nothing. */
async function addProject(scope: Scope, isRolledBack: boolean): Promise<string | undefined> {
  try {
    return await database.transaction().execute(async (transaction) => {
      const { id } = await createProject(transaction, scope);
      await enqueueIntent(transaction, { ...scope, entityType: 'project', localId: id, operation: 'upsert' });
      if (isRolledBack) throw new ChangedMindError();
      return id;
    });
  } catch (error) {
    if (error instanceof ChangedMindError) return undefined;
    throw error;
  }
}

const intentsOf = (localIds: string[]) =>
  database
    .selectFrom('alignSyncOutbox')
    .select(['localId', 'status', 'attempts', 'settledAt'])
    .where('localId', 'in', localIds)
    .execute();

test('sends what was committed and nothing else, once each, while workers are killed', async () => {
  const companies = await Promise.all(Array.from({ length: 5 }, connectedCompany));
  let running = await Promise.all([startWorker(), startWorker()]);
  const over = new AbortController();
  const killing = (async () => {
    while (!over.signal.aborted) {
      const [oldest, ...others] = running;
      if (oldest !== undefined) await kill(oldest);
      running = [...others, await startWorker()];
    }
  })();
  const committed: string[] = [];
  for (let change = 0; change < 1_000; change += 1) {
    const scope = companies[change % companies.length];
    if (scope === undefined) throw new Error('there is no company');
    const id = await addProject(scope, (change * 7919) % 10 < 3);
    if (id !== undefined) committed.push(id);
    if (change % 10 === 0) await delay(40);
  }
  over.abort();
  await killing;

  const total = await database.selectFrom('alignSyncOutbox').select('localId').execute();
  expect(total.map((row) => row.localId).toSorted()).toEqual(committed.toSorted());
  const isSent = async () => (await intentsOf(committed)).every((intent) => intent.status === 'done');
  await until('everything sent', isSent, 60_000);
  expect(new Set(arrived.map((request) => request.externalId))).toEqual(new Set(committed));
  expect(created.size).toBe(committed.length);
  await Promise.all(running.map(kill));
}, 150_000);

test('lets a worker that was frozen past its lease change nothing when it goes on', async () => {
  const scope = await connectedCompany();
  const frozen = await startWorker();
  await until('the worker', async () => (await fetch(`${frozen.url}/readyz`)).ok);
  const project = await createProject(database, scope);
  answeredLate.set(project.id, 1_000);
  await enqueueIntent(database, {
    ...scope,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  const callsOf = () => arrived.filter((request) => request.externalId === project.id);
  await until('the call', async () => callsOf().length === 1);
  process.kill(pidOf(frozen), 'SIGSTOP');
  const other = await startWorker();
  const read = async () => (await intentsOf([project.id]))[0];
  await until('another worker to take over', async () => (await read())?.status === 'done', 60_000);
  expect(callsOf()).toHaveLength(2);
  const settled = await read();
  process.kill(pidOf(frozen), 'SIGCONT');
  await until('the worker to go on', async () => (await fetch(`${frozen.url}/readyz`)).ok);
  await until('its late answer', async () =>
    frozen.output().some((line) => line.includes('lost to another')),
  );
  expect(await read()).toEqual(settled);
  expect(callsOf()).toHaveLength(2);
  const attempts = await database
    .selectFrom('alignSyncAttempts')
    .select('id')
    .where('companyId', '=', scope.companyId)
    .execute();
  expect(attempts).toHaveLength(1);
  await Promise.all([frozen, other].map(kill));
}, 120_000);
