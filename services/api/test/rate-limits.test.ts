import { expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { problemOf, startApi, startApiOn } from './support/start-api.ts';

const me = { method: 'GET', path: '/api/me' };
const limits = { RATE_LIMIT_PER_USER: '5', RATE_LIMIT_PER_ADDRESS: '5' };
const api = await startApi(limits);
const other = await startApiOn(api.database, limits);
const behind = await startApi({ ...limits, TRUSTED_PROXIES: '127.0.0.0/8,10.0.0.0/8' });

/** The statuses of so many calls, one after the other. */
async function statusesOf(count: number, call: (index: number) => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const response = await call(index);
    await response.body?.cancel();
    statuses.push(response.status);
  }
  return statuses;
}

/** Lets everybody's window end. */
const endWindows = () => api.database.deleteFrom('rateLimits').execute();

test('refuses what a user asks beyond the limit, says when to come back, and no other user with them', async () => {
  const { admin, talent } = await buildTenant(api.database);
  const statuses = await statusesOf(7, () => api.send(admin, me));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const refused = await api.send(admin, me);
  expect((await problemOf(refused)).code).toBe('rate_limited');
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect((await api.send(talent.user, me)).status).toBe(200);
});

test('a refused call does nothing', async () => {
  const { admin, company, project } = await buildTenant(api.database);
  const create = () =>
    api.send(admin, { method: 'POST', path: '/api/projects', body: { companyId: company.id, name: 'A' } });
  await statusesOf(8, create);
  const projects = await api.database
    .selectFrom('projects')
    .select('id')
    .where('companyId', '=', company.id)
    .where('id', '<>', project.id)
    .execute();
  expect(projects).toHaveLength(5);
});

test('all processes count together', async () => {
  const { admin } = await buildTenant(api.database);
  const here = await statusesOf(3, () => api.send(admin, me));
  const row = await api.database
    .selectFrom('rateLimits')
    .select('hits')
    .where('subject', '=', `user:${admin.id}`)
    .executeTakeFirstOrThrow();
  expect(row.hits).toBe(3);
  const there = await statusesOf(4, () => other.send(admin, me));
  expect([...here, ...there]).toEqual([200, 200, 200, 200, 200, 429, 429]);
});

test('a new window begins once the one before has ended', async () => {
  const { admin } = await buildTenant(api.database);
  await statusesOf(5, () => api.send(admin, me));
  await endWindows();
  expect((await api.send(admin, me)).status).toBe(200);
});

test('whatever an untrusted peer says of where it comes from changes nothing', async () => {
  await endWindows();
  const headers = ['x-forwarded-for', 'forwarded', 'x-real-ip'];
  const statuses = await statusesOf(8, (index) =>
    api.send(undefined, {
      ...me,
      headers: Object.fromEntries(headers.map((name) => [name, `203.0.113.${index}`])),
    }),
  );
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
});

const from = (addresses: string) => () =>
  behind.send(undefined, { ...me, headers: { 'x-forwarded-for': addresses } });

test('behind a trusted proxy the last address that is not trusted is the one that counts', async () => {
  const statuses = await statusesOf(7, (index) => from(`198.51.100.${index}, 203.0.113.7, 10.0.0.1`)());
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect(await statusesOf(1, from('203.0.113.8'))).toEqual([401]);
});

test('one who sends no token does not use up the share of the users behind the same address', async () => {
  await endWindows();
  const { admin } = await buildTenant(api.database);
  expect((await statusesOf(7, () => api.send(undefined, me))).at(-1)).toBe(429);
  expect((await api.send(admin, me)).status).toBe(200);
});
