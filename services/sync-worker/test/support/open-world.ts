import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Database, OutboxEntityType, OutboxLane } from '@illumera/schema';
import { createKeyring, seal } from '@illumera/sealed';
import { apiKeyContext, enqueueIntent } from '@illumera/sync';
import {
  type AlignSandbox,
  createCompany,
  createConnection,
  createLogin,
  createTenant,
  type NodeProcess,
  startAlignSandbox,
  startNodeProcess,
  until,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';

const encryptionKey = randomBytes(32).toString('hex');
const keyring = createKeyring({ current: encryptionKey, retired: [] });
const workerMain = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** One request as the stand-in's ledger keeps it. */
export interface LedgerRow {
  atMs: number;
  method: string;
  path: string;
  /** E.g. `POST /projects/:id/time-entries`. */
  route: string;
  externalIds: string[];
  idempotencyKey: string | null;
  body: unknown;
  status: number | null;
}

export type World = Awaited<ReturnType<typeof openWorld>>;
export type Company = Awaited<ReturnType<World['connect']>>;

/** A stand-in for Align and workers that send to it, each a process of its own that may do nothing but by its roles. */
export async function openWorld(database: Database, connectionString: string) {
  const sandbox: AlignSandbox = await startAlignSandbox();
  const login = await createLogin(connectionString, ['illumera_worker', 'illumera_dispatcher']);
  const workers = new Set<NodeProcess>();
  const started: NodeProcess[] = [];
  const launchWorker = async (env: Record<string, string>, main = workerMain): Promise<NodeProcess> => {
    const node = await startNodeProcess({
      main,
      env: {
        DATABASE_URL: login.connectionString,
        PORT: '0',
        ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
        ALIGN_WEBHOOK_BASE_URL: 'http://127.0.0.1:1',
        ALIGN_ENCRYPTION_KEY: encryptionKey,
        ...env,
      },
    });
    const worker: NodeProcess = {
      ...node,
      stop: () => {
        workers.delete(worker);
        return node.stop();
      },
    };
    workers.add(worker);
    return worker;
  };
  const startWorker = async (env: Record<string, string> = {}, main = workerMain): Promise<NodeProcess> => {
    const worker = await launchWorker(env, main);
    started.push(worker);
    await until('the worker', async () => (await fetch(`${worker.url}/readyz`)).ok);
    return worker;
  };
  return {
    database,
    sandbox,
    /** With which the workers open what is sealed. */
    keyring,
    startWorker,
    /** One that need not become ready. */
    launchWorker,
    kill,
    /** A company of a tenant of its own, connected to an Align organization of its own. */
    connect: () => connect(database, sandbox),
    requests: async (query = ''): Promise<LedgerRow[]> =>
      (await sandbox.control<{ data: LedgerRow[] }>('GET', `/requests${query}`)).data,
    close: async () => {
      await Promise.all([...workers].map(kill));
      await sandbox.stop();
      await login.drop();
      const denied = started.flatMap(({ output }) =>
        output().filter((line) => line.includes('permission denied')),
      );
      if (denied.length > 0) throw new Error(`the worker lacks a privilege:\n${denied.join('\n')}`);
    },
  };
}

/** Ends a worker without a word. */
async function kill(worker: NodeProcess): Promise<void> {
  process.kill(pidOf(worker), 'SIGKILL');
  await worker.stop();
}

/** The process itself, as its log names it; what started it stands in between. */
export function pidOf(worker: NodeProcess): number {
  const line = worker.output().find((each) => each.includes('"pid":')) ?? '{}';
  return (JSON.parse(line) as { pid: number }).pid;
}

async function connect(database: Database, sandbox: AlignSandbox) {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  return connectWith(database, sandbox, { alignOrgId: organizationId, apiKey });
}

/** A company whose connection uses that key, perhaps together with others. */
export async function connectWith(
  database: Database,
  sandbox: AlignSandbox,
  { alignOrgId, apiKey }: { alignOrgId: string; apiKey: string },
) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const connectionId = uuid();
  await createConnection(database, {
    ...scope,
    id: connectionId,
    alignOrgId,
    encryptedApiKey: seal(keyring, apiKey, apiKeyContext(connectionId)),
  });
  return {
    scope,
    connectionId,
    alignOrgId,
    apiKey,
    enqueue: (entityType: OutboxEntityType, localId: string, options: EnqueueOptions = {}) => {
      const { on = database, operation = 'upsert', lane = 'live' } = options;
      return enqueueIntent(on, { ...scope, entityType, localId, operation, lane });
    },
    intents: () =>
      database
        .selectFrom('alignSyncOutbox')
        .select(['id', 'entityType', 'operation', 'localId', 'status', 'attempts', 'error', 'settledAt'])
        .where('companyId', '=', companyId)
        .orderBy('sequence')
        .execute(),
    /** Reads all that Align has below a path of `/api/v1`. */
    atAlign: (path: string) => readAll(`${sandbox.url}/api/v1${path}`, apiKey),
  };
}

interface EnqueueOptions {
  on?: Database;
  operation?: 'upsert' | 'delete';
  lane?: OutboxLane;
}

async function readAll(url: string, apiKey: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let page = 1; ; page += 1) {
    const paged = `${url}${url.includes('?') ? '&' : '?'}page=${page}&pageSize=100`;
    const response = await fetch(paged, { headers: { authorization: `Bearer ${apiKey}` } });
    if (!response.ok) throw new Error(`GET ${paged} answered ${response.status}`);
    const { data } = (await response.json()) as { data: Record<string, unknown>[] };
    rows.push(...data);
    if (data.length < 100) return rows;
  }
}
