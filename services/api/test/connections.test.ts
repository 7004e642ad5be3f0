import { ApiProblemError, type Connection } from '@illumera/api-models';
import { createKeyring, openSealed } from '@illumera/sealed';
import { apiKeyContext, webhookSecretContext } from '@illumera/sync';
import { createCompany, createTenant, createUser, startAlignSandbox } from '@illumera/testkit';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ENCRYPTION_KEY, startApi } from './support/start-api.ts';

const sandbox = await startAlignSandbox({ SANDBOX_SWITCHES: 'eventCatalog=s3' });
afterAll(() => sandbox.stop());
const api = await startApi({ ALIGN_BASE_URL: `${sandbox.url}/api/v1` });
const keyring = createKeyring({ current: ENCRYPTION_KEY, retired: [] });

interface Subscription {
  id: string;
  destinationUrl: string;
}

let companyId: string;
let connect: (apiKey: string) => Promise<Connection>;
let disconnect: (id: string) => Promise<undefined>;
let read: (id: string) => Promise<Connection>;
let organizationId: string;
let apiKey: string;

beforeEach(async () => {
  const { id: tenantId } = await createTenant(api.database);
  companyId = (await createCompany(api.database, { tenantId })).id;
  const admin = await createUser(api.database, { tenantId, companyId, role: 'company_admin' });
  connect = (key) => api.as(admin)('connectAlign', { body: { companyId, apiKey: key } });
  read = (id) => api.as(admin)('readConnection', { params: { id } });
  disconnect = (id) => api.as(admin)('disconnectAlign', { params: { id } });
  ({ organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Acme',
  }));
  apiKey = await mintKey({ organizationId });
});

async function mintKey(key: object): Promise<string> {
  return (await sandbox.control<{ apiKey: string }>('POST', '/api-keys', key)).apiKey;
}

async function align<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Answer;
}

const subscriptions = async () => (await align<{ data: Subscription[] }>('GET', '/webhooks')).data;
const problem = (status: number, code: string) =>
  expect.objectContaining({ status, problem: expect.objectContaining({ code }) });

function rowOf(id: string) {
  return api.database
    .selectFrom('alignConnections')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

test('connects, subscribes to what Align knows and keeps both secrets sealed', async () => {
  const connection = await connect(apiKey);
  expect(connection).toMatchObject({
    companyId,
    status: 'active',
    alignOrgId: organizationId,
    keyLastFour: apiKey.slice(-4),
    webhookUrl: expect.stringMatching(/^http:\/\/hooks\.test\/api\/webhooks\/align\/[\w-]{43}$/),
    subscribedEvents: expect.arrayContaining(['time.approved', 'user.updated']),
    refusedEvents: expect.arrayContaining(['time.locked', 'invoice.paid']),
  });
  expect(await subscriptions()).toMatchObject([{ destinationUrl: connection.webhookUrl }]);
  const row = await rowOf(connection.id);
  expect(openSealed(keyring, row.encryptedApiKey, apiKeyContext(row.id))).toBe(apiKey);
  expect(openSealed(keyring, row.webhookSecret ?? '', webhookSecretContext(row.id))).toMatch(/^whsec_/);
  expect(JSON.stringify(connection)).not.toContain(apiKey);
});

test('refuses a second connection of the same company', async () => {
  await connect(apiKey);
  await expect(connect(apiKey)).rejects.toEqual(problem(409, 'conflict'));
  expect(await subscriptions()).toHaveLength(1);
});

test('refuses a project-scoped key in the words of the user guide', async () => {
  const { id: projectId } = await align<{ id: string }>('POST', '/projects', { name: 'P' });
  const scoped = await mintKey({ organizationId, scope: 'project', projectId });
  await expect(connect(scoped)).rejects.toThrow(/^This API key is project-scoped/);
  await expect(connect(scoped)).rejects.toEqual(problem(400, 'project_scoped_key'));
});

test('refuses a key that Align does not know in the words of the user guide', async () => {
  await expect(connect('ako_unknown')).rejects.toThrow(/^Align API key validation failed: 401$/);
  await expect(connect('ako_unknown')).rejects.toEqual(problem(400, 'align_key_invalid'));
});

test('says that Align refused the webhook in the words of the user guide, and what to do', async () => {
  const lesser = await mintKey({ organizationId, permissions: ['read:webhook'] });
  await expect(connect(lesser)).rejects.toThrow(/^Webhook registration failed/);
  await expect(connect(lesser)).rejects.toEqual(problem(502, 'webhook_registration_failed'));
  const rows = await api.database
    .selectFrom('alignConnections')
    .select('id')
    .where('companyId', '=', companyId)
    .execute();
  expect(rows).toHaveLength(1);
  const left = await read(rows[0]?.id ?? '');
  expect(left.lastErrorMessage).toMatch(/^Webhook registration failed/);
  expect(left.health.problems[0]).toMatchObject({
    symptom: 'Webhook registration failed',
    cause: 'Organization lacks webhook permissions',
    nextStep: 'Contact your Align organization admin to enable webhooks, then reconnect',
  });
  expect((await connect(apiKey)).health.state).toBe('healthy');
});

test('takes over what a killed attempt left, without an orphan at Align', async () => {
  const killed = await connect(apiKey);
  await api.database
    .updateTable('alignConnections')
    .set({ status: 'error', webhookSecret: null, webhookSubscriptionId: null })
    .where('id', '=', killed.id)
    .execute();
  const connection = await connect(apiKey);
  expect(connection).toMatchObject({ id: killed.id, status: 'active', webhookUrl: killed.webhookUrl });
  const row = await rowOf(connection.id);
  expect((await subscriptions()).map(({ id }) => id)).toEqual([row.webhookSubscriptionId]);
});

test("leaves another company's subscription in the same organization alone", async () => {
  const other = {
    destinationUrl: 'http://hooks.test/api/webhooks/align/other',
    eventNames: ['time.approved'],
  };
  await align('POST', '/webhooks', other);
  await connect(apiKey);
  expect(await subscriptions()).toHaveLength(2);
});

test('of many attempts at once one connects, and Align keeps its subscription only', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => connect(apiKey)));
  const connected = attempts.filter((attempt) => attempt.status === 'fulfilled');
  expect(connected).toHaveLength(1);
  const refused = attempts.filter((attempt) => attempt.status === 'rejected');
  for (const attempt of refused) expect(attempt.reason).toEqual(problem(409, 'conflict'));
  const rows = await api.database
    .selectFrom('alignConnections')
    .select('webhookSubscriptionId')
    .where('companyId', '=', companyId)
    .execute();
  expect((await subscriptions()).map(({ id }) => id)).toEqual(rows.map((row) => row.webhookSubscriptionId));
});

test('disconnects at Align too, keeps the connection to look at, and connects again', async () => {
  const first = await connect(apiKey);
  await disconnect(first.id);
  expect(await subscriptions()).toEqual([]);
  expect((await rowOf(first.id)).status).toBe('disconnected');
  await disconnect(first.id);
  const second = await connect(apiKey);
  expect(second.id).not.toBe(first.id);
});

test('disconnects while the key is refused by Align', async () => {
  const connection = await connect(apiKey);
  await sandbox.control('POST', '/api-keys/revoke', { apiKey });
  await disconnect(connection.id);
  expect((await rowOf(connection.id)).status).toBe('disconnected');
});

test('clears what an unreachable Align kept of a past connection', async () => {
  const first = await connect(apiKey);
  await api.database
    .updateTable('alignConnections')
    .set({ status: 'disconnected' })
    .where('id', '=', first.id)
    .execute();
  const second = await connect(apiKey);
  expect(await subscriptions()).toMatchObject([{ destinationUrl: second.webhookUrl }]);
});

test('answers 502 while Align is away, and leaves nothing', async () => {
  const away = await startApi();
  const { id: tenantId } = await createTenant(away.database);
  const company = await createCompany(away.database, { tenantId });
  const admin = await createUser(away.database, { tenantId, role: 'platform_admin' });
  const attempt = away.as(admin)('connectAlign', { body: { companyId: company.id, apiKey } });
  await expect(attempt).rejects.toThrow(ApiProblemError);
  await expect(attempt).rejects.toEqual(problem(502, 'align_unreachable'));
  expect(await away.database.selectFrom('alignConnections').select('id').execute()).toEqual([]);
});
