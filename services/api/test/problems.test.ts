import { expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';

const api = await startApi();
const world = await buildTenant(api.database);
const path = '/api/time-entries';

test('answers problem details with a type, a code and the id of the request', async () => {
  const response = await api.send(world.admin, { method: 'GET', path: '/api/projects/none' });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await problemOf(response)).toMatchObject({
    type: 'urn:illumera:problem:not_found',
    status: 404,
    code: 'not_found',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('names each field that is at fault', async () => {
  const body = { engagementId: 'e', workDate: '2026-02-30', minutes: 1.5, hours: 2 };
  const response = await api.send(world.talent.user, { method: 'POST', path, body });
  expect(response.status).toBe(400);
  const problem = await problemOf(response);
  expect(problem.code).toBe('validation_failed');
  expect(problem.errors?.map((fault) => fault.field).toSorted()).toEqual(['hours', 'minutes', 'workDate']);
});

test.each([0, -5, 1441, '60', null, 1e300])('refuses %s minutes', async (minutes) => {
  const body = { engagementId: world.engagement.id, workDate: '2026-03-02', minutes };
  const response = await api.send(world.talent.user, { method: 'POST', path, body });
  expect(response.status).toBe(400);
});

test.each([
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=ten', 'limit'],
  ['limit=1&limit=2', 'limit'],
  ['cursor=%00', 'cursor'],
  ['cursor=not+ours', 'cursor'],
  ['status=lost', 'status'],
])('refuses a list asked for with ?%s', async (query, field) => {
  const response = await api.send(world.talent.user, { method: 'GET', path: `${path}?${query}` });
  expect(response.status).toBe(400);
  expect((await problemOf(response)).errors?.[0]?.field).toBe(field);
});

const json = 'application/json';

test.each([
  { what: 'a body that is not JSON', body: '{', type: json, status: 400, code: 'validation_failed' },
  { what: 'no body', body: '', type: json, status: 400, code: 'validation_failed' },
  { what: 'a prototype', body: '{"__proto__":{}}', type: json, status: 400, code: 'validation_failed' },
  { what: 'text', body: 'a=b', type: 'text/plain', status: 415, code: 'unsupported_media_type' },
  { what: 'too much', body: 'x'.repeat(200_000), type: json, status: 413, code: 'payload_too_large' },
])('refuses $what', async ({ body, type, status, code }) => {
  const token = await api.issuer.sign({ sub: world.talent.user.clerkUserId ?? '' });
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const response = await fetch(`${api.url}${path}`, { method: 'POST', headers, body });
  expect(response.status).toBe(status);
  expect((await problemOf(response)).code).toBe(code);
});

test.each([
  ['one endless header', { 'x-long': 'x'.repeat(20_000) }],
  ['an endless token', { authorization: `Bearer ${'a'.repeat(20_000)}` }],
])('takes no more than 16 KiB of headers: %s', async (_, headers) => {
  const response = await fetch(`${api.url}/api/me`, { headers });
  expect(response.status).toBe(431);
});

test('gives a request that does not come in whole only so long', () => {
  expect(api.timeouts()).toEqual({ requestTimeout: 15_000, headersTimeout: expect.any(Number) });
  expect(api.timeouts().headersTimeout).toBeGreaterThan(0);
});

test('refuses text that Postgres cannot store', async () => {
  const body = { companyId: world.company.id, name: 'a\u0000b' };
  const response = await api.send(world.admin, { method: 'POST', path: '/api/projects', body });
  expect(response.status).toBe(400);
});

test('takes an empty body labelled as JSON where none is needed', async () => {
  const response = await api.send(world.talent.user, {
    method: 'POST',
    path: `${path}/${world.entry.id}/submit`,
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status).toBe(200);
});

test.each(['/api/nothing', '/api/projects/%ZZ', `/api/projects/${'x'.repeat(300)}`])(
  'answers a problem at %s',
  async (address) => {
    const response = await api.send(world.admin, { method: 'GET', path: address });
    expect([400, 404, 414]).toContain(response.status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  },
);
