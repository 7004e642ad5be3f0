import { expect, test, vi } from 'vitest';
import { externalRef, startOrganization, startSandbox } from './support/start-sandbox.ts';

async function start() {
  const sandbox = await startSandbox();
  const { api, apiKey } = await startOrganization(sandbox);
  const create = (signal?: AbortSignal) =>
    fetch(`${sandbox.url}/api/v1/projects`, {
      method: 'POST',
      ...(signal === undefined ? {} : { signal }),
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': 'one',
      },
      body: JSON.stringify({ name: 'One', externalRef: externalRef('project', 'one') }),
    });
  const hold = async (point: string) => {
    const body = { point, method: 'POST', path: '/projects' };
    expect((await sandbox.call('POST', '/control/holds', { body })).status).toBe(201);
  };
  const held = async () => (await sandbox.call('GET', '/control/holds')).body['held'];
  const untilHeld = () => vi.waitUntil(async () => (await held()).length === 1);
  const release = () => sandbox.call('POST', '/control/holds/release');
  const total = async () => (await api('GET', '/projects')).body['total'];
  return { sandbox, create, hold, held, untilHeld, release, total };
}

test('holds a request before its commit, and commits it although its caller is gone', async () => {
  const { create, hold, held, untilHeld, release, total } = await start();
  await hold('before-commit');
  const controller = new AbortController();
  const call = create(controller.signal);
  await untilHeld();
  expect(await held()).toMatchObject([{ point: 'before-commit', method: 'POST', path: '/api/v1/projects' }]);
  expect(await total()).toBe(0);
  controller.abort();
  await expect(call).rejects.toThrow('aborted');
  expect((await release()).body).toEqual({ released: 1 });
  await vi.waitUntil(async () => (await total()) === 1);
});

test('does not run a call twice whose key was answered while it was held', async () => {
  const { create, hold, untilHeld, release, total } = await start();
  await hold('before-commit');
  const call = create();
  await untilHeld();
  const other = (await (await create()).json()) as object;
  await release();
  expect(await (await call).json()).toEqual(other);
  expect(await total()).toBe(1);
});

test('holds an answer after the commit', async () => {
  const { create, hold, untilHeld, release, total } = await start();
  await hold('after-commit');
  const call = create();
  await untilHeld();
  expect(await total()).toBe(1);
  await release();
  expect((await call).status).toBe(201);
});

test('holds an answer in its middle', async () => {
  const { create, hold, untilHeld, release } = await start();
  await hold('mid-answer');
  const answer = await create();
  await untilHeld();
  expect(answer.status).toBe(201);
  await release();
  expect(await answer.json()).toMatchObject({ name: 'One' });
});

test('lets go what stands at a barrier that is taken away', async () => {
  const { sandbox, create, hold, untilHeld } = await start();
  await hold('before-commit');
  const call = create();
  await untilHeld();
  await sandbox.call('DELETE', '/control/holds');
  expect((await call).status).toBe(201);
});
