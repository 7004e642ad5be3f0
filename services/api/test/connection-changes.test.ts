import { createServer, type IncomingMessage } from 'node:http';
import type { Connection } from '@illumera/api-models';
import { createKeyring, openSealed } from '@illumera/sealed';
import { sealedPlace } from '@illumera/sync';
import { createCompany, createTenant, createUser, startAlignSandbox } from '@illumera/testkit';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ENCRYPTION_KEY, startApi } from './support/start-api.ts';

const sandbox = await startAlignSandbox();
afterAll(() => sandbox.stop());
const api = await startApi({ ALIGN_BASE_URL: `${sandbox.url}/api/v1` });
const keyring = createKeyring({ current: ENCRYPTION_KEY, retired: [] });

let organizationId: string;
let apiKey: string;
let connection: Connection;
let admin: Awaited<ReturnType<typeof createUser>>;

const mintKey = async (organization: string, more: object = {}) => {
  const body = { organizationId: organization, ...more };
  return (await sandbox.control<{ apiKey: string }>('POST', '/api-keys', body)).apiKey;
};
const found = async () =>
  (await sandbox.control<{ organizationId: string }>('POST', '/organizations', { name: 'Acme' }))
    .organizationId;
const revoke = (key: string) => sandbox.control('POST', '/api-keys/revoke', { apiKey: key });
const row = (id = connection.id) =>
  api.database.selectFrom('alignConnections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const problem = (status: number, code: string) =>
  expect.objectContaining({ status, problem: expect.objectContaining({ code }) });
const change = (body: { apiKey?: string; importAlignEntries?: 'off' | 'realtime' }) =>
  api.as(admin)('updateConnection', { params: { id: connection.id }, body });
const rotate = () => api.as(admin)('rotateWebhookSecret', { params: { id: connection.id } });
const opened = async (column: 'webhookSecret' | 'previousWebhookSecret') =>
  openSealed(keyring, (await row())[column] ?? '', sealedPlace(connection.id, column));

beforeEach(async () => {
  const { id: tenantId } = await createTenant(api.database);
  const { id: companyId } = await createCompany(api.database, { tenantId });
  admin = await createUser(api.database, { tenantId, companyId, role: 'company_admin' });
  organizationId = await found();
  apiKey = await mintKey(organizationId);
  connection = await api.as(admin)('connectAlign', { body: { companyId, apiKey } });
});

test('is healthy when it has just been connected', () => {
  expect(connection.health).toMatchObject({ state: 'healthy', problems: [], failedIntents: 0 });
  expect(connection.missingPermissions).toEqual([]);
});

test('takes another key of the same organization and keeps the subscription', async () => {
  const before = await row();
  const fresh = await mintKey(organizationId);
  await revoke(apiKey);
  const changed = await change({ apiKey: fresh });
  expect(changed).toMatchObject({ status: 'active', keyLastFour: fresh.slice(-4) });
  const after = await row();
  expect(openSealed(keyring, after.encryptedApiKey, sealedPlace(after.id, 'encryptedApiKey'))).toBe(fresh);
  expect(after).toMatchObject({
    webhookSubscriptionId: before.webhookSubscriptionId,
    webhookSecret: before.webhookSecret,
    routeToken: before.routeToken,
  });
});

test('leaves the error with a key that works, and wakes what waited', async () => {
  await api.database
    .updateTable('alignConnections')
    .set({ status: 'error', lastErrorMessage: 'Align refuses the key', blockedUntil: new Date('2999-01-01') })
    .where('id', '=', connection.id)
    .execute();
  const failing = await api.as(admin)('readConnection', { params: { id: connection.id } });
  expect(failing.health).toMatchObject({
    state: 'failing',
    problems: expect.arrayContaining([expect.objectContaining({ code: 'key_refused' })]),
  });
  const changed = await change({ apiKey: await mintKey(organizationId) });
  expect(changed).toMatchObject({ status: 'active', lastErrorMessage: null, health: { state: 'healthy' } });
});

test('subscribes anew where the subscription is gone, and still accepts the secret of the old one', async () => {
  const secret = await opened('webhookSecret');
  const { webhookSubscriptionId } = await row();
  await fetch(`${sandbox.url}/api/v1/webhooks/${webhookSubscriptionId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${apiKey}` },
  });
  await api.database
    .updateTable('alignConnections')
    .set({ status: 'error' })
    .where('id', '=', connection.id)
    .execute();
  await change({ apiKey });
  expect((await row()).webhookSubscriptionId).not.toBe(webhookSubscriptionId);
  expect(await opened('previousWebhookSecret')).toBe(secret);
});

test('refuses a key of another organization, and one that Align does not know', async () => {
  const before = await row();
  const foreign = await mintKey(await found());
  await expect(change({ apiKey: foreign })).rejects.toEqual(problem(409, 'conflict'));
  await expect(change({ apiKey: 'ako_unknown' })).rejects.toThrow(/^Align API key validation failed: 401$/);
  expect((await row()).encryptedApiKey).toBe(before.encryptedApiKey);
});

test('names the permissions that a key lacks', async () => {
  const lesser = await mintKey(organizationId, {
    permissions: ['read:project', 'write:entry', 'read:webhook'],
  });
  const { missingPermissions, health } = await change({ apiKey: lesser });
  expect(missingPermissions).toContain('write:project');
  expect(health.problems).toContainEqual(expect.objectContaining({ code: 'permissions_missing' }));
});

test('changes a setting alone', async () => {
  expect(await change({ importAlignEntries: 'off' })).toMatchObject({ importAlignEntries: 'off' });
});

test('rotates the webhook secret and accepts the one before for 25 h', async () => {
  const before = await opened('webhookSecret');
  await rotate();
  expect(await opened('webhookSecret')).not.toBe(before);
  expect(await opened('previousWebhookSecret')).toBe(before);
  const hours = ((await row()).previousWebhookSecretExpiresAt?.getTime() ?? 0) - Date.now();
  expect(hours / 3_600_000).toBeCloseTo(25, 1);
});

test('repeats a rotation whose answer was lost, and keeps the secret that was last stored', async () => {
  const before = await opened('webhookSecret');
  await api.database
    .updateTable('alignConnections')
    .set({ secretChangeToken: 'killed', secretChangingSince: new Date() })
    .where('id', '=', connection.id)
    .execute();
  await expect(rotate()).rejects.toEqual(problem(409, 'conflict'));
  await api.database
    .updateTable('alignConnections')
    .set({ secretChangingSince: new Date(Date.now() - 21_000) })
    .where('id', '=', connection.id)
    .execute();
  const abandoned = await api.as(admin)('readConnection', { params: { id: connection.id } });
  expect(abandoned.health.problems).toMatchObject([{ code: 'secret_change_unfinished' }]);
  expect((await rotate()).health.state).toBe('healthy');
  expect(await opened('previousWebhookSecret')).toBe(before);
});

test('lets rotations at once end one after the other, or tells of the one under way', async () => {
  const attempts = await Promise.allSettled([rotate(), rotate(), rotate()]);
  const refused = attempts.filter((attempt) => attempt.status === 'rejected');
  expect(refused.length).toBeLessThan(attempts.length);
  for (const { reason } of refused) expect(reason).toEqual(problem(409, 'conflict'));
  expect((await row()).secretChangeToken).toBeNull();
});

test('reports a test delivery that does not arrive, and counts down the ten of an hour', async () => {
  const run = () => api.as(admin)('testConnection', { params: { id: connection.id } });
  const first = await run();
  expect(first).toMatchObject({ eventName: 'webhook.test', arrived: false, limit: 10, remaining: 9 });
  const fired = await api.database
    .selectFrom('alignTestDeliveries')
    .selectAll()
    .where('connectionId', '=', connection.id)
    .executeTakeFirstOrThrow();
  const more = Array.from({ length: 9 }, (_, index) => ({ ...fired, id: `${fired.id}-${index}` }));
  await api.database.insertInto('alignTestDeliveries').values(more).execute();
  await expect(run()).rejects.toEqual(problem(429, 'rate_limited'));
});

test('keeps a key that Align echoes out of answers and out of the database', async () => {
  const echo = createServer((request: IncomingMessage, response) => {
    const said = JSON.stringify({ error: 'teapot', message: `no: ${request.headers.authorization}` });
    response.writeHead(request.url?.endsWith('/me') === true ? 403 : 400, {
      'content-type': 'application/json',
    });
    response.end(said);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  afterAll(() => echo.close());
  const address = echo.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const echoed = await startApi({ ALIGN_BASE_URL: `http://127.0.0.1:${port}/api/v1` });
  const { id: tenantId } = await createTenant(echoed.database);
  const { id: companyId } = await createCompany(echoed.database, { tenantId });
  const asker = await createUser(echoed.database, { tenantId, companyId, role: 'company_admin' });
  const canary = 'ako_canary0123456789abcdef';
  const answer = await echoed.send(asker, {
    method: 'POST',
    path: '/api/align/connections',
    body: { companyId, apiKey: canary },
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).not.toContain(canary);
});
