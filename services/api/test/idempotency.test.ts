import { prune } from '@illumera/sync';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';

const api = await startApi();
const home = await buildTenant(api.database);
const abroad = await buildTenant(api.database);

const post = (user: typeof home.admin, key: string, call: { path: string; body: object }) =>
  api.send(user, { method: 'POST', ...call, headers: { 'idempotency-key': key } });
const create = (user: typeof home.admin, key: string, body: object) =>
  post(user, key, { path: '/api/projects', body });
const projectNamed = (name: string) =>
  api.database.selectFrom('projects').selectAll().where('name', '=', name).execute();

test('a call made again under its key is answered as the first time and does nothing', async () => {
  const body = { companyId: home.company.id, name: 'Quay' };
  const first = await create(home.admin, 'quay', body);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  const again = await create(home.admin, 'quay', body);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.json()).toEqual(await first.json());
  expect(await projectNamed('Quay')).toHaveLength(1);
});

test('many at once under one key have one effect and one answer', async () => {
  const body = { companyId: home.company.id, name: 'Lock' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(home.admin, 'lock', body)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
  expect(new Set(ids).size).toBe(1);
  expect(await projectNamed('Lock')).toHaveLength(1);
});

test('a key with another body is refused, and does nothing', async () => {
  await create(home.admin, 'weir', { companyId: home.company.id, name: 'Weir' });
  const other = await create(home.admin, 'weir', { companyId: home.company.id, name: 'Other weir' });
  expect(other.status).toBe(422);
  expect((await problemOf(other)).code).toBe('idempotency_key_reused');
  expect(await projectNamed('Other weir')).toEqual([]);
});

test('a key with other parameters in the path is refused', async () => {
  const slot = { title: 'Diver', hours: 8, durationWeeks: 1 };
  const { id } = (await (
    await create(home.admin, 'basin', { companyId: home.company.id, name: 'Basin' })
  ).json()) as { id: string };
  await post(home.admin, 'diver', { path: `/api/projects/${home.project.id}/slots`, body: slot });
  const other = await post(home.admin, 'diver', { path: `/api/projects/${id}/slots`, body: slot });
  expect(other.status).toBe(422);
});

test("a key is its user's and its route's own", async () => {
  const elsewhere = await create(abroad.admin, 'quay', { companyId: abroad.company.id, name: 'Quay abroad' });
  expect(elsewhere.status).toBe(201);
  const slot = { title: 'Diver', hours: 8, durationWeeks: 1 };
  const route = await post(home.admin, 'quay', {
    path: `/api/projects/${home.project.id}/slots`,
    body: slot,
  });
  expect(route.status).toBe(201);
});

test('a refusal is not kept, so that the call can be made again once it is possible', async () => {
  const entry = { engagementId: home.engagement.id, workDate: '2026-03-02', minutes: 60 };
  const setStatus = (status: 'ended' | 'accepted') =>
    api.database.updateTable('engagements').set({ status }).where('id', '=', home.engagement.id).execute();
  await setStatus('ended');
  const refused = await post(home.talent.user, 'hours', { path: '/api/time-entries', body: entry });
  expect(refused.status).toBe(409);
  await setStatus('accepted');
  const accepted = await post(home.talent.user, 'hours', { path: '/api/time-entries', body: entry });
  expect(accepted.status).toBe(201);
});

test('what is done and its answer are there together, or neither', async () => {
  await sql`
    create function refuse_answer() returns trigger language plpgsql as $$ begin raise exception 'no answer kept'; end $$;
    create trigger refuse_answer before update on idempotent_requests
      for each row when (new.idempotency_key = 'dam') execute function refuse_answer()
  `.execute(api.database);
  const body = { companyId: home.company.id, name: 'Dam' };
  expect((await create(home.admin, 'dam', body)).status).toBe(500);
  expect(await projectNamed('Dam')).toEqual([]);
  await sql`drop trigger refuse_answer on idempotent_requests`.execute(api.database);
  expect((await create(home.admin, 'dam', body)).status).toBe(201);
});

const ageOf = (key: string) =>
  api.database
    .updateTable('idempotentRequests')
    .set({ createdAt: sql<Date>`now() - interval '24 hours 1 second'` })
    .where('idempotencyKey', '=', key)
    .execute();
const pruneAnswers = async () =>
  (await prune(api.database, { stopping: new AbortController().signal })).answers;

test('a key is forgotten after 24 hours', async () => {
  const body = { companyId: home.company.id, name: 'Ford' };
  await create(home.admin, 'ford', body);
  await ageOf('ford');
  const later = await create(home.admin, 'ford', { ...body, description: 'Another one' });
  expect(later.status).toBe(201);
  expect(await projectNamed('Ford')).toHaveLength(2);
  expect(await pruneAnswers()).toBe(0);
  await ageOf('ford');
  expect(await pruneAnswers()).toBe(1);
});

test('a call that asks Align is refused while it is under way, and taken over where its process died', async () => {
  const path = `/api/time-entries/${home.entry.id}/unlock`;
  const body = { reason: 'A typing error' };
  const ask = () => post(home.admin, 'unlock', { path, body });
  await ask();
  const hold = (seconds: number) =>
    sql`
    insert into idempotent_requests
      (user_id, route, idempotency_key, tenant_id, request_hash, claim_token, held_until)
    select ${home.admin.id}, 'unlockTimeEntry', 'unlock', ${home.tenantId},
      encode(sha256(convert_to(${JSON.stringify({ params: { id: home.entry.id }, query: {}, body })}, 'utf8')), 'hex'),
      'of another process', now() + make_interval(secs => ${seconds})
    on conflict (user_id, route, idempotency_key) do update set held_until = excluded.held_until
  `.execute(api.database);
  await hold(60);
  const waiting = await ask();
  expect(waiting.status).toBe(409);
  expect((await problemOf(waiting)).detail).toContain('being carried out');
  await hold(-1);
  expect((await problemOf(await ask())).detail).not.toContain('being carried out');
});

test.each(['', 'a key', 'k'.repeat(256), 'schlüssel'])('a key that is none is refused: %s', async (key) => {
  const body = { companyId: home.company.id, name: 'Pier' };
  const response = await create(home.admin, encodeURI(key) === key ? key : 'a\u00fc', body);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).errors?.[0]?.field).toBe('idempotency-key');
});

test('a call without a key is simply made each time', async () => {
  const body = { companyId: home.company.id, name: 'Buoy' };
  for (const _ of [1, 2]) await api.as(home.admin)('createProject', { body });
  expect(await projectNamed('Buoy')).toHaveLength(2);
});
