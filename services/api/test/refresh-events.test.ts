import type { RefreshEvent } from '@illumera/api-models';
import { announceChanges, announceWork } from '@illumera/sync';
import { createCompany, createUser, until } from '@illumera/testkit';
import { EventSource } from 'eventsource';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { STREAM_LIMITS } from '../src/events/stream-limits.ts';
import { buildTenant } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';

const PATH = '/api/admin/align/sync/events';
const api = await startApi({}, { ...STREAM_LIMITS, streamsPerUser: 2, pauseMs: 10, heartbeatMs: 20 });
const brief = await startApi({}, { ...STREAM_LIMITS, lifetimeMs: 50 });
const closed = await startApi();
const home = await buildTenant(api.database);
const abroad = await buildTenant(api.database);
const neighbour = await createCompany(api.database, { tenantId: home.tenantId });
const neighbourAdmin = await createUser(api.database, {
  tenantId: home.tenantId,
  companyId: neighbour.id,
  role: 'company_admin',
});
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** Opens the stream as somebody, past its first event. */
async function open(user: { clerkUserId: string | null }) {
  const heard: RefreshEvent[] = [];
  const token = await api.token(user);
  const source = new EventSource(`${api.url}${PATH}`, {
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
  });
  closing.push(() => source.close());
  source.addEventListener('refresh', ({ data }) => heard.push(JSON.parse(String(data)) as RefreshEvent));
  await until('an event', async () => heard.length > 0);
  return { heard, first: heard.shift(), close: () => source.close() };
}

const outboxOf = (company: { id: string; tenantId: string }) =>
  announceChanges(api.database, [{ tenantId: company.tenantId, companyId: company.id, topics: ['outbox'] }]);

test('tells to read everything at first, since changes may have gone unheard before', async () => {
  const { first } = await open(home.admin);
  expect(first?.topics).toContain('outbox');
  expect(first?.topics).toHaveLength(8);
});

test('tells a company admin of the own company, a platform admin of the tenant, and both of no other', async () => {
  const [admin, platform, other, foreign] = [
    await open(home.admin),
    await open(home.platformAdmin),
    await open(neighbourAdmin),
    await open(abroad.platformAdmin),
  ];
  await outboxOf({ id: home.company.id, tenantId: home.tenantId });
  await announceChanges(api.database, [
    { tenantId: home.tenantId, companyId: null, topics: ['connections'] },
  ]);
  await until('events', async () => admin.heard.length > 0 && platform.heard.length > 0);
  // Said last and heard in order: what the others were not told before it, they never will be.
  await outboxOf({ id: neighbour.id, tenantId: home.tenantId });
  await outboxOf({ id: abroad.company.id, tenantId: abroad.tenantId });
  await until('events', async () => other.heard.length > 0 && foreign.heard.length > 0);
  expect(admin.heard).toEqual([{ topics: ['outbox'] }]);
  expect(other.heard).toEqual([{ topics: ['outbox'] }]);
  expect(foreign.heard).toEqual([{ topics: ['outbox'] }]);
  expect(new Set(platform.heard.flatMap(({ topics }) => topics))).toEqual(new Set(['outbox', 'connections']));
});

test('a change through the api is told once it is made', async () => {
  const { heard } = await open(home.admin);
  await api.as(home.admin)('createProject', { body: { companyId: home.company.id, name: 'Bridge' } });
  await until('an event', async () => heard.length > 0);
  expect(heard).toEqual([{ topics: ['projects', 'outbox'] }]);
});

test("a job's work is told to the company of its connection or delivery", async () => {
  const { heard } = await open(home.admin);
  await announceWork(api.database, [
    { connectionId: home.connection.id, topics: ['outbox'] },
    { deliveryId: home.delivery.id, topics: ['deliveries', 'outbox'] },
    { connectionId: 'none', topics: ['runs'] },
  ]);
  await until('an event', async () => heard.length > 0);
  expect(new Set(heard.flatMap(({ topics }) => topics))).toEqual(new Set(['deliveries', 'outbox']));
});

test('goes on after Postgres cut the connection that listens, and tells to read everything again', async () => {
  const { heard } = await open(home.admin);
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'
  `.execute(api.database);
  await until('everything', async () => heard.some(({ topics }) => topics.length === 8));
  heard.length = 0;
  await outboxOf({ id: home.company.id, tenantId: home.tenantId });
  await until('an event', async () => heard.length > 0);
  expect(heard).toEqual([{ topics: ['outbox'] }]);
});

test.each(['', '{', '{"topics":["outbox"]}', '{"tenantId":"x","companyId":null,"topics":["secrets"]}'])(
  'is not disturbed by whatever else is said on its channel: %s',
  async (payload) => {
    const { heard } = await open(home.admin);
    await sql`select pg_notify('illumera_changes', ${payload})`.execute(api.database);
    await outboxOf({ id: home.company.id, tenantId: home.tenantId });
    await until('an event', async () => heard.length > 0);
    expect(heard).toEqual([{ topics: ['outbox'] }]);
  },
);

test('sends signs of life that are no events', async () => {
  const response = await api.send(home.admin, { method: 'GET', path: PATH });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  closing.push(() => void reader?.cancel());
  let text = '';
  while (!text.includes(': heartbeat\n\n')) text += (await reader?.read())?.value ?? '';
  expect(text.startsWith('event: refresh\ndata: {"topics":[')).toBe(true);
});

test('lets a user have a few streams at once and gives their places back', async () => {
  const streams = [await open(abroad.admin), await open(abroad.admin)];
  const refused = await api.send(abroad.admin, { method: 'GET', path: PATH });
  expect(refused.status).toBe(429);
  expect((await problemOf(refused)).code).toBe('rate_limited');
  streams[0]?.close();
  await until('a free place', async () => {
    const again = await api.send(abroad.admin, { method: 'GET', path: PATH });
    await again.body?.cancel();
    return again.status === 200;
  });
});

test('a stream ends in time, so that a token or a role that no longer holds hears nothing for long', async () => {
  const { admin } = await buildTenant(brief.database);
  const response = await brief.send(admin, { method: 'GET', path: PATH });
  expect(await response.text()).toMatch(/^event: refresh/);
});

test('streams end when the server closes', async () => {
  const { admin } = await buildTenant(closed.database);
  const response = await closed.send(admin, { method: 'GET', path: PATH });
  await closed.close();
  expect(await response.text()).toMatch(/^event: refresh/);
});

test('answers nobody without a token, and no talent', async () => {
  expect((await api.send(undefined, { method: 'GET', path: PATH })).status).toBe(401);
  expect((await api.send(home.talent.user, { method: 'GET', path: PATH })).status).toBe(403);
});
