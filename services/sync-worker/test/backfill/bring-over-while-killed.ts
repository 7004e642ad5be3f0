import { randomBytes } from 'node:crypto';
import type { Database } from '@illumera/schema';
import { createKeyring, seal } from '@illumera/sealed';
import { type Actor, apiKeyContext, enqueueIntent, readBackfill, startBackfill } from '@illumera/sync';
import { type AlignSandbox, createConnection, createProject, until } from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { foundCompany, type History } from './found-company.ts';
import { killableWorkers } from './killable-workers.ts';
import { readAlign } from './read-align.ts';

export interface Ordeal {
  database: Database;
  connectionString: string;
  sandbox: AlignSandbox;
  history: History;
  kills: number;
}

const LIMIT_MS = 300_000;

/** Brings a company's history over while the worker is killed again and again, and reads what Align then has. */
export async function bringOverWhileKilled(ordeal: Ordeal) {
  const { database, sandbox, kills } = ordeal;
  const company = await foundCompany(database, ordeal.history);
  const connected = await connect(ordeal, company);
  const { actor, connectionId } = connected;
  const ask = async (dryRun: boolean) => {
    const answer = await startBackfill(database, actor, { connectionId, dryRun });
    if (answer.kind !== 'done') throw new Error(answer.kind);
    return answer.value;
  };
  const counted = await ask(true);
  const { planned, backfillId = '' } = await ask(false);
  const progress = async () => {
    const answer = await readBackfill(database, actor, backfillId);
    if (answer.kind !== 'done') throw new Error(answer.kind);
    return answer.value;
  };

  const { total } = await progress();
  await connected.workers.start();
  for (let killed = 1; killed <= kills; killed += 1) {
    const enough = (total * killed) / (kills + 1);
    await until(`${enough} of ${total} done`, async () => (await progress()).done >= enough, LIMIT_MS);
    await connected.workers.kill();
    await ask(false);
    await endLease(database, connectionId);
    await connected.workers.start();
  }
  const live = await changeSomething(database, company);
  await until('everything brought over', async () => (await progress()).finishedAt !== null, LIMIT_MS);
  await until('the live change sent', async () => (await live.settledAt()) !== null, LIMIT_MS);
  await connected.workers.kill();
  const backfills = await database
    .selectFrom('alignBackfills')
    .select('id')
    .where('connectionId', '=', connectionId)
    .execute();
  const align = await readAlign(sandbox, connected);
  const after = await progress();
  const isLiveFirst = ((await live.settledAt()) ?? new Date()) < (after.finishedAt ?? new Date(0));
  const creates = align.requests.filter(({ route }) => route === 'POST /projects');
  const projectKeys = [...new Set(creates.map(({ idempotencyKey }) => idempotencyKey))];
  const told = { counted, planned, progress: after, backfills: backfills.length, isLiveFirst };
  return { expected: company.planned, ...told, ...align, projectKeys };
}

type Company = Awaited<ReturnType<typeof foundCompany>>;

async function connect({ database, sandbox, connectionString }: Ordeal, { tenantId, companyId }: Company) {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', {
    organizationId,
    scope: 'organization',
  });
  const encryptionKey = randomBytes(32).toString('hex');
  const keyring = createKeyring({ current: encryptionKey, retired: [] });
  const connectionId = uuid();
  await createConnection(database, {
    id: connectionId,
    tenantId,
    companyId,
    alignOrgId: organizationId,
    encryptedApiKey: seal(keyring, apiKey, apiKeyContext(connectionId)),
  });
  const workers = killableWorkers({
    DATABASE_URL: connectionString,
    ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
    ALIGN_ENCRYPTION_KEY: encryptionKey,
  });
  const actor: Actor = { userId: 'operator', tenantId, companyId, role: 'company_admin', personId: null };
  return { apiKey, organizationId, connectionId, workers, actor };
}

/** A killed worker's lease would run out by itself, after half a minute. */
async function endLease(database: Database, connectionId: string): Promise<void> {
  await database
    .updateTable('alignDrainLeases')
    .set({ leasedUntil: new Date(0) })
    .where('connectionId', '=', connectionId)
    .execute();
}

/** A new project, as somebody makes one while the history is still being brought over. */
async function changeSomething(database: Database, { tenantId, companyId }: Company) {
  const { id: projectId } = await createProject(database, { tenantId, companyId });
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'project',
    localId: projectId,
    operation: 'upsert',
  });
  const settledAt = async () => {
    const intent = await database
      .selectFrom('alignSyncOutbox')
      .select('settledAt')
      .where('localId', '=', projectId)
      .executeTakeFirst();
    return intent?.settledAt ?? null;
  };
  return { projectId, settledAt };
}
