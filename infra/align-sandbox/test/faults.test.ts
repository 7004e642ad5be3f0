import { expect, test, vi } from 'vitest';
import { externalRef, startOrganization, startSandbox } from './support/start-sandbox.ts';

async function start() {
  const sandbox = await startSandbox({ seed: 'faults' });
  const { api, apiKey } = await startOrganization(sandbox);
  const fault = async (body: Record<string, unknown>) => {
    const made = await sandbox.call('POST', '/control/faults', {
      body: { method: 'POST', path: '/projects', ...body },
    });
    expect(made.status).toBe(201);
  };
  const create = (name: string, key = name) =>
    api('POST', '/projects', {
      headers: { 'idempotency-key': key },
      body: { name, externalRef: externalRef('project', name) },
    });
  const fired = async () => (await sandbox.call('GET', '/control/faults')).body['data'][0].fired;
  const total = async () => (await api('GET', '/projects')).body['total'];
  /** Like `create`, but shows what came over the wire. */
  const raw = (name: string, signal = AbortSignal.timeout(15_000)) =>
    fetch(`${sandbox.url}/api/v1/projects`, {
      method: 'POST',
      signal,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': name,
      },
      body: JSON.stringify({ name }),
    });
  return { sandbox, api, fault, create, fired, total, raw };
}

test('drops the connection after the call took effect, so that a retry gets the first answer', async () => {
  const { sandbox, fault, create, fired, total } = await start();
  await fault({ kind: 'drop-after-commit', nth: 1 });
  await expect(create('one')).rejects.toThrow('fetch failed');
  expect(await total()).toBe(1);
  expect((await create('one')).status).toBe(201);
  expect([await total(), await fired()]).toEqual([1, 1]);
  const { body } = await sandbox.call('GET', '/control/requests?externalId=one');
  expect(body['data']).toMatchObject([{ status: null, fault: 'drop-after-commit' }, { status: 201 }]);
});

test('resets the connection with or without the call taking effect', async () => {
  const { fault, create, total } = await start();
  await fault({ kind: 'reset', nth: 1 });
  await fault({ kind: 'reset', nth: 2, commits: true });
  await expect(create('one')).rejects.toThrow('fetch failed');
  expect(await total()).toBe(0);
  await expect(create('one')).rejects.toThrow('fetch failed');
  expect(await total()).toBe(1);
});

test('repeats the key in an error, in several encodings, without taking effect', async () => {
  const { sandbox, fault, create, raw, total } = await start();
  await fault({ kind: 'echo', status: 422 });
  const answer = await raw('one');
  expect(answer.status).toBe(422);
  const text = await answer.text();
  const { body } = await sandbox.call('GET', '/control/requests');
  const lastFour = String(body['data'][0].keyLastFour);
  expect(text).toMatch(new RegExp(`Bearer ak\\w+${lastFour} or Bearer%20ak`));
  const header = /"plain":"([^"]+)"/.exec(text)?.[1] ?? '';
  expect(text).toContain(Buffer.from(header).toString('base64'));
  expect(text).toContain(Buffer.from(header).toString('hex'));
  expect((await create('two')).status).toBe(422);
  expect(await total()).toBe(0);
});

test('hangs until the caller gives up', async () => {
  const { fault, raw, fired, total } = await start();
  await fault({ kind: 'hang' });
  const controller = new AbortController();
  const call = raw('one', controller.signal);
  await vi.waitUntil(async () => (await fired()) === 1);
  controller.abort();
  await expect(call).rejects.toThrow('aborted');
  expect(await total()).toBe(0);
});

test('lets an answer drip', async () => {
  const { fault, raw } = await start();
  await fault({ kind: 'slow-drip', durationMs: 200 });
  const answer = await raw('one');
  expect(answer.headers.get('x-ratelimit-limit')).toBe('600');
  expect(await answer.json()).toMatchObject({ name: 'one' });
});

test('answers an error with the Retry-After it is told to', async () => {
  const { fault, create, total } = await start();
  await fault({ kind: 'error', status: 429, retryAfter: 'soon', times: 1 });
  const refused = await create('one');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, 'soon']);
  expect(await total()).toBe(0);
  expect((await create('one')).status).toBe(201);
});

test('repeats a stored error under its key until a day has passed', async () => {
  const { sandbox, fault, create, total } = await start();
  await fault({ kind: 'stored-error', status: 500, nth: 1 });
  expect((await create('one')).status).toBe(500);
  expect((await create('one')).status).toBe(500);
  expect((await create('one', 'other key')).status).toBe(201);
  await sandbox.call('PATCH', '/control/clock', { body: { advanceMs: 24 * 60 * 60 * 1000 } });
  expect((await create('one')).status).toBe(201);
  expect(await total()).toBe(2);
});

test('answers with what is no answer, after the call took effect', async () => {
  const { fault, raw, create, total } = await start();
  await create('zero');
  for (const [index, kind] of ['html', 'malformed-json', 'idless-json', 'other-entity'].entries())
    await fault({ kind, nth: index + 1 });
  const page = await raw('one');
  expect([page.status, page.headers.get('content-type')]).toEqual([201, 'text/html; charset=utf-8']);
  const broken = await raw('two');
  expect(broken.headers.get('content-type')).toContain('json');
  await expect(broken.json()).rejects.toThrow('JSON');
  const idless = (await (await raw('three')).json()) as object;
  expect(idless).toMatchObject({ name: 'three' });
  expect(idless).not.toHaveProperty('id');
  expect(await (await raw('four')).json()).toMatchObject({ name: 'three' });
  expect(await total()).toBe(5);
});

async function halfOfTwenty() {
  const { fault, create, fired } = await start();
  await fault({ kind: 'error', probability: 0.5 });
  const statuses: number[] = [];
  for (let n = 0; n < 20; n += 1) statuses.push((await create(`p${n}`)).status);
  return { statuses, fired: await fired() };
}

test('strikes with the probability it was given, the same in every run', async () => {
  const first = await halfOfTwenty();
  expect(new Set(first.statuses)).toEqual(new Set([201, 503]));
  expect(first.fired).toBe(first.statuses.filter((status) => status === 503).length);
  expect(await halfOfTwenty()).toEqual(first);
});

test('strikes on the named path and id only', async () => {
  const { sandbox, api, create } = await start();
  const { body } = await create('one');
  const strike = (terms: object) =>
    sandbox.call('POST', '/control/faults', { body: { kind: 'error', ...terms } });
  await strike({ method: 'patch', path: '/projects/:id', externalId: 'marked' });
  const path = `/projects/${String(body['id'])}`;
  expect((await api('PATCH', path, { body: { name: 'plain' } })).status).toBe(200);
  expect((await api('PATCH', path, { body: { name: 'marked' } })).status).toBe(503);
  expect((await api('GET', path)).status).toBe(200);
  await strike({ path: '/projects/*' });
  expect((await api('GET', `${path}/members`)).status).toBe(503);
  expect((await sandbox.call('DELETE', '/control/faults')).status).toBe(204);
  expect((await api('GET', path)).status).toBe(200);
});

test('refuses a fault it does not know', async () => {
  const { sandbox } = await start();
  expect((await sandbox.call('POST', '/control/faults', { body: { kind: 'boredom' } })).status).toBe(400);
});
