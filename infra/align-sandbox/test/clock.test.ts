import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startOrganization, startSandbox } from './support/start-sandbox.ts';
import { startReceiver } from './support/start-receiver.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

test('takes idempotency, windows and times along when it is moved', async () => {
  const sandbox = await startSandbox({ switches: { rateLimit: '4/60' } });
  const { api } = await startOrganization(sandbox);
  const move = (body: unknown) => sandbox.call('PATCH', '/control/clock', { body });
  const now = '2027-01-01T00:00:00.000Z';
  expect((await move({ now, isStopped: true })).body).toMatchObject({ now, isStopped: true });
  const create = () =>
    api('POST', '/projects', { headers: { 'idempotency-key': 'k' }, body: { name: 'One' } });
  const first = await create();
  expect(first.body['createdAt']).toBe(now);
  expect((await create()).body).toEqual(first.body);
  await api('GET', '/me');
  await api('GET', '/me');
  expect((await api('GET', '/me')).status).toBe(429);
  expect((await move({ advanceMs: DAY_MS })).body['now']).toBe('2027-01-02T00:00:00.000Z');
  expect((await create()).body['id']).not.toBe(first.body['id']);
  const resumed = await move({ isStopped: false });
  await vi.waitUntil(
    async () => (await sandbox.call('GET', '/control/clock')).body['now'] !== resumed.body['now'],
  );
});

test('makes retries due and signs with its own time', async () => {
  const sandbox = await startSandbox();
  const { api } = await startOrganization(sandbox);
  const receiver = await startReceiver([500]);
  const body = { destinationUrl: receiver.url, eventNames: ['time.logged'] };
  const { id } = (await api('POST', '/webhooks', { body })).body;
  await sandbox.call('PATCH', '/control/clock', { body: { isStopped: true } });
  await api('POST', `/webhooks/${String(id)}/test`);
  const status = async () => (await api('GET', `/webhooks/${String(id)}/deliveries`)).body['data'][0].status;
  await vi.waitUntil(async () => (await status()) === 'failed');
  await sandbox.call('PATCH', '/control/clock', { body: { advanceMs: 3_600_000 } });
  await receiver.until(2);
  const [first, second] = receiver.received.map(({ headers }) => Number(headers['x-align-timestamp']));
  expect((second ?? 0) - (first ?? 0)).toBe(3600);
});

test('stands where it stood after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'align-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const storeFile = join(folder, 'state.sqlite');
  const before = await startSandbox({ storeFile });
  const body = { now: '2030-01-01T00:00:00.000Z', isStopped: true };
  await before.call('PATCH', '/control/clock', { body });
  await before.call('PATCH', '/control/switches', { body: { listOrder: 'unstable' } });
  await before.close();
  const after = await startSandbox({ storeFile });
  expect((await after.call('GET', '/control/clock')).body).toMatchObject(body);
  expect((await after.call('GET', '/control/switches')).body['values'].listOrder).toBe('unstable');
});
