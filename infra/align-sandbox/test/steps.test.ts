import { expect, test } from 'vitest';
import { manualClock } from './support/manual-clock.ts';
import { startEntry, startOrganization, startSandbox } from './support/start-sandbox.ts';

const START = '2026-05-01T12:00:00.000Z';

test('refuses a key that is missing, unknown or revoked', async () => {
  const sandbox = await startSandbox();
  const { api, apiKey } = await startOrganization(sandbox);
  const refused = { status: 401, body: { error: 'unauthorized' } };
  expect(await sandbox.call('GET', '/api/v1/me')).toMatchObject(refused);
  const unknown = { authorization: `Bearer ako_${'0'.repeat(64)}` };
  expect(await sandbox.call('GET', '/api/v1/me', { headers: unknown })).toMatchObject(refused);
  await sandbox.call('POST', '/control/api-keys/revoke', { body: { apiKey } });
  expect(await api('GET', '/me')).toMatchObject(refused);
});

test('limits a project key to its project and to /me', async () => {
  const sandbox = await startSandbox();
  const { api, organizationId } = await startOrganization(sandbox);
  const { projectId } = await startEntry(api);
  const other = await api('POST', '/projects', { body: { name: 'Other' } });
  const fields = { organizationId, scope: 'project', projectId };
  const { body } = await sandbox.call('POST', '/control/api-keys', { body: fields });
  const headers = { authorization: `Bearer ${String(body['apiKey'])}` };
  const status = async (method: string, path: string) =>
    (await sandbox.call(method, `/api/v1${path}`, { headers })).status;
  expect(await status('GET', '/me')).toBe(200);
  expect(await status('GET', `/projects/${projectId}/time-entries`)).toBe(200);
  expect(await status('GET', `/projects/${String(other.body['id'])}/time-entries`)).toBe(403);
  expect(await status('POST', '/projects')).toBe(403);
  expect(await status('POST', '/users/invite')).toBe(403);
  expect(await status('POST', '/webhooks')).toBe(403);
});

test('holds a key to its permissions', async () => {
  const sandbox = await startSandbox();
  const { api } = await startOrganization(sandbox, { permissions: ['read:project'] });
  expect((await api('GET', '/projects')).status).toBe(200);
  expect(await api('POST', '/projects', { body: { name: 'No' } })).toMatchObject({
    status: 403,
    body: { error: 'forbidden', message: expect.stringContaining('write:project') },
  });
});

test('replays the first answer of an idempotency key for 24 hours, on the same path only', async () => {
  const clock = manualClock(START);
  const { api } = await startOrganization(await startSandbox({ clock }));
  const create = (path: string, body: unknown) =>
    api('POST', path, { body, headers: { 'idempotency-key': 'local-id' } });
  const first = await create('/projects', { name: 'One' });
  const second = await create('/projects', { name: 'Changed' });
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  const invite = { email: 'a@example.com', name: 'A', role: 'developer' };
  expect((await create('/users/invite', invite)).body).toHaveProperty('userId');
  clock.advance(24 * 60 * 60 * 1000);
  expect((await create('/projects', { name: 'One' })).body['id']).not.toBe(first.body['id']);
});

test('does not keep a refusal under an idempotency key', async () => {
  const { api } = await startOrganization(await startSandbox());
  const headers = { 'idempotency-key': 'local-id' };
  const { entryId } = await startEntry(api);
  const remove = () => api('DELETE', `/time-entries/${entryId}`, { headers });
  await api('POST', `/time-entries/nobody/submit`, { headers });
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(204);
});

test('allows 600 calls of a key in any 60 seconds and says when to come back', async () => {
  const clock = manualClock(START);
  const sandbox = await startSandbox({ clock });
  const { api } = await startOrganization(sandbox);
  const other = await startOrganization(sandbox);
  const first = await api('GET', '/me');
  expect(first.headers.get('x-ratelimit-limit')).toBe('600');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('599');
  expect(first.headers.get('x-ratelimit-reset')).toBe(String(Date.parse(START) / 1000 + 60));
  expect(first.headers.get('retry-after')).toBeNull();
  clock.advance(20_000);
  await Promise.all(Array.from({ length: 599 }, () => api('GET', '/me')));
  clock.advance(10_000);
  const refused = await api('GET', '/me');
  expect(refused).toMatchObject({ status: 429, body: { error: 'rate_limit', retryAfter: 30 } });
  expect(refused.headers.get('retry-after')).toBe('30');
  expect((await other.api('GET', '/me')).status).toBe(200);
  clock.advance(30_000);
  expect((await api('GET', '/me')).status).toBe(200);
  expect((await api('GET', '/me')).status).toBe(429);
});

test('writes every call into the ledger with its body, whatever became of it', async () => {
  const sandbox = await startSandbox();
  const { api, apiKey } = await startOrganization(sandbox);
  const { projectId, userId } = await startEntry(api, 'ledger-entry');
  const found = await sandbox.call('GET', '/control/requests?externalId=ledger-entry&path=/time-entries');
  expect(found.body['data']).toMatchObject([
    {
      at: expect.stringMatching(/\.\d{3}Z$/),
      method: 'POST',
      path: `/api/v1/projects/${projectId}/time-entries`,
      keyLastFour: apiKey.slice(-4),
      idempotencyKey: null,
      status: 201,
      body: { userId, workDate: '2025-01-15', minutes: 150, externalRef: { externalId: 'ledger-entry' } },
    },
  ]);
  await sandbox.call('DELETE', '/control/requests');
  await sandbox.call('POST', '/api/v1/projects', { body: { name: 'Keyless' } });
  const broken = await fetch(`${sandbox.url}/api/v1/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  expect(broken.status).toBe(400);
  const { body } = await sandbox.call('GET', '/control/requests');
  expect(body['data']).toMatchObject([{ status: 401, body: { name: 'Keyless' } }, { status: 400 }]);
});

test('refuses what another site’s page posts', async () => {
  const sandbox = await startSandbox();
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await sandbox.call('POST', '/control/reset', { headers })).status).toBe(403);
});
