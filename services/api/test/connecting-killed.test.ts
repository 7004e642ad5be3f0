import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createApiClient } from '@illumera/api-models';
import {
  createCompany,
  createTenant,
  createUser,
  killNodeProcess,
  type NodeProcess,
  proofSize,
  startAlignSandbox,
  startNodeProcess,
  until,
  useTestDatabase,
} from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';

const { database, connectionString } = await useTestDatabase();
const sandbox = await startAlignSandbox();
const { control } = sandbox;
let ingest: NodeProcess;
let survivor: NodeProcess;

const common = {
  DATABASE_URL: connectionString,
  PORT: '0',
  ALIGN_ENCRYPTION_KEY: randomBytes(32).toString('hex'),
  ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
  AUTH_ISSUER: `${sandbox.url}/issuer`,
  AUTH_JWKS_URL: `${sandbox.url}/issuer/jwks.json`,
};

const start = (service: string, env: Record<string, string> = {}) =>
  startNodeProcess({
    main: fileURLToPath(new URL(`../../${service}/src/main.ts`, import.meta.url)),
    env: { ...common, ...env },
  });
const startApi = () => start('api', { ALIGN_WEBHOOK_BASE_URL: ingest.url });

beforeAll(async () => {
  ingest = await start('webhook-ingest');
  survivor = await startApi();
});
afterAll(async () => {
  await Promise.all([survivor, ingest, sandbox].map((started) => started.stop()));
});

/** A company that has not connected, with a key and whoever may use it. */
async function unconnected() {
  const { organizationId } = await control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Acme',
  });
  const { apiKey } = await control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const { clerkUserId: sub } = await createUser(database, { tenantId, companyId, role: 'company_admin' });
  const through = ({ url }: NodeProcess) =>
    createApiClient({
      baseUrl: url,
      token: async () => (await control<{ token: string }>('POST', '/tokens', { sub })).token,
    });
  const subscriptions = async () => {
    const answer = await fetch(`${sandbox.url}/api/v1/webhooks`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    return ((await answer.json()) as { data: { id: string; destinationUrl: string }[] }).data;
  };
  const rows = () =>
    database.selectFrom('alignConnections').selectAll().where('companyId', '=', companyId).execute();
  return { companyId, apiKey, through, subscriptions, rows };
}

type Unconnected = Awaited<ReturnType<typeof unconnected>>;

const heldThere = () =>
  until(
    'the call that is held',
    async () => (await control<{ held: unknown[] }>('GET', '/holds')).held.length > 0,
  );

/** Connects through a process of its own and kills that once it stands where it is to stand. */
async function connectAndKill(company: Unconnected, stands: (victim: NodeProcess) => Promise<unknown>) {
  const victim = await startApi();
  const { companyId, apiKey } = company;
  const attempt = company.through(victim)('connectAlign', { body: { companyId, apiKey } });
  const ended = attempt.then(
    () => 'answered',
    () => 'cut off',
  );
  await stands(victim);
  await killNodeProcess(victim);
  expect(await ended).toBe('cut off');
}

/** Whatever was left, connecting again leads to one connection that works, and Align knows of nothing else. */
async function expectConnectable({ companyId, apiKey, through, subscriptions, rows }: Unconnected) {
  const api = through(survivor);
  const connection = await api('connectAlign', { body: { companyId, apiKey } });
  expect(connection).toMatchObject({ status: 'active', health: { state: 'healthy' } });
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  expect(await subscriptions()).toMatchObject([
    { id: row?.webhookSubscriptionId, destinationUrl: connection.webhookUrl },
  ]);
  const tested = await api('testConnection', { params: { id: connection.id } });
  expect(tested).toMatchObject({ arrived: true, alignResponseCode: 200 });
}

const worstSteps = [
  ['has subscribed but not heard so', { point: 'after-commit', method: 'POST', path: '/webhooks' }],
  ['has half of the answer with the secret', { point: 'mid-answer', method: 'POST', path: '/webhooks' }],
] as const;
const everyStep = [
  ['asks Align about its key', { point: 'before-commit', method: 'GET', path: '/me' }],
  ['has written the connection', { point: 'before-commit', method: 'GET', path: '/webhooks' }],
  ['is about to subscribe', { point: 'before-commit', method: 'POST', path: '/webhooks' }],
  ...worstSteps,
] as const;

test.each(proofSize<typeof everyStep | typeof worstSteps>({ usual: worstSteps, full: everyStep }))(
  'connects again after an attempt was killed that %s',
  async (_step, hold) => {
    const company = await unconnected();
    await control('POST', '/holds', hold);
    await connectAndKill(company, heldThere);
    const [left] = await company.rows();
    expect(left?.status).toBe(hold.path === '/me' ? undefined : 'error');
    expect(left?.webhookSecret ?? null).toBeNull();
    await control('DELETE', '/holds');
    await expectConnectable(company);
  },
  60_000,
);

test('connects again after an attempt was killed that has the secret but has not stored it', async () => {
  const company = await unconnected();
  await control('POST', '/holds', { point: 'after-commit', method: 'POST', path: '/webhooks' });
  await database.transaction().execute(async (transaction) => {
    await connectAndKill(company, async () => {
      await heldThere();
      await sql`select 1 from align_connections where company_id = ${company.companyId} for update`.execute(
        transaction,
      );
      await control('DELETE', '/holds');
      await until('the attempt to store the secret', async () => {
        const { rows } = await sql`
          select from pg_stat_activity
          where datname = current_database() and application_name = 'api' and wait_event_type = 'Lock'
        `.execute(database);
        return rows.length > 0;
      });
    });
  });
  expect(await company.rows()).toMatchObject([
    { status: 'error', webhookSecret: null, webhookSubscriptionId: null },
  ]);
  expect(await company.subscriptions()).toHaveLength(1);
  await expectConnectable(company);
}, 60_000);

test.each(proofSize({ usual: ['after-commit'], full: ['before-commit', 'after-commit'] }))(
  'connects again after a second attempt was killed as well, %s of clearing what the first one left',
  async (point) => {
    const company = await unconnected();
    await control('POST', '/holds', { point: 'after-commit', method: 'POST', path: '/webhooks' });
    await connectAndKill(company, heldThere);
    await control('DELETE', '/holds');
    expect(await company.subscriptions()).toHaveLength(1);
    await control('POST', '/holds', { point, method: 'DELETE', path: '/webhooks/:id' });
    await connectAndKill(company, heldThere);
    await control('DELETE', '/holds');
    await expectConnectable(company);
  },
  60_000,
);
