import { expect, test, vi } from 'vitest';
import type { SwitchChanges } from '../src/switches/switches.ts';
import { manualClock } from './support/manual-clock.ts';
import { nodeSample } from './support/s3-samples.ts';
import { startEntry, startOrganization, startSandbox } from './support/start-sandbox.ts';
import { startReceiver } from './support/start-receiver.ts';

const START = '2026-05-01T12:00:00.000Z';
const EVENTS = ['time.logged', 'time.submitted', 'time.approved', 'time.updated'];

async function start(switches: SwitchChanges = {}, codes: number[] = []) {
  const clock = manualClock(START);
  const sandbox = await startSandbox({ clock, switches, seed: 'switches' });
  const organization = await startOrganization(sandbox);
  const receiver = await startReceiver(codes);
  const subscribed = await organization.api('POST', '/webhooks', {
    body: { destinationUrl: receiver.url, eventNames: EVENTS },
  });
  const { id, hmacSecret } = subscribed.body;
  const control = (path: string, body?: unknown) =>
    sandbox.call('POST', `/control${path}`, body === undefined ? {} : { body });
  const turn = (changes: SwitchChanges) => sandbox.call('PATCH', '/control/switches', { body: changes });
  return { clock, sandbox, ...organization, receiver, control, turn, subscriptionId: String(id), hmacSecret };
}

test('shows every switch and turns some of them', async () => {
  const { sandbox, turn } = await start({ listOrder: 'unstable' });
  const shown = await sandbox.call('GET', '/control/switches');
  expect(shown.body['values']).toMatchObject({ listOrder: 'unstable', deliveryId: 'per-delivery' });
  expect(shown.body['switches']).toHaveLength(Object.keys(shown.body['values']).length);
  expect((await turn({ deliveryId: 'per-attempt' })).body['values']).toMatchObject({
    listOrder: 'unstable',
    deliveryId: 'per-attempt',
  });
  const refused = await sandbox.call('PATCH', '/control/switches', { body: { nothing: 1 } });
  expect(refused.status).toBe(400);
  await sandbox.call('POST', '/control/reset');
  expect((await sandbox.call('GET', '/control/switches')).body['values']).toEqual(shown.body['values']);
});

test('gives each attempt an id of its own, and the signed body none', async () => {
  const { api, subscriptionId, receiver, clock } = await start({ deliveryId: 'per-attempt' }, [500]);
  await api('POST', `/webhooks/${subscriptionId}/test`);
  await receiver.until(1);
  await vi.waitUntil(() => {
    clock.advance(1000);
    return receiver.received.length >= 2;
  });
  const [first, second] = receiver.received;
  expect(second?.rawBody).toBe(first?.rawBody);
  const ids = receiver.received.map(({ headers }) => headers['x-align-delivery-id']);
  expect(new Set([...ids, receiver.envelopes()[0].id]).size).toBe(3);
});

test('keeps the first time in the header over retries', async () => {
  const { api, subscriptionId, receiver, clock } = await start({ headerTime: 'original' }, [500]);
  await api('POST', `/webhooks/${subscriptionId}/test`);
  await receiver.until(1);
  await vi.waitUntil(() => {
    clock.advance(1000);
    return receiver.received.length >= 2;
  });
  const times = receiver.received.map(({ headers }) => headers['x-align-timestamp']);
  expect(times).toEqual([times[0], times[0]]);
});

test('shows and counts what is approved as locked', async () => {
  const { api, control } = await start({ approvedStatus: 'locked' });
  const { entryId, projectId } = await startEntry(api);
  await api('POST', `/time-entries/${entryId}/submit`);
  await control(`/time-entries/${entryId}/approve`);
  expect((await api('GET', `/time-entries/${entryId}`)).body['status']).toBe('locked');
  const { body } = await api('GET', `/projects/${projectId}/time-summary`);
  expect(body['byStatus']).toMatchObject({ approved: 0, locked: 150 });
  const asked = await api('GET', `/projects/${projectId}/time-summary?status=approved`);
  expect(asked.body['totalMinutes']).toBe(0);
});

test.each(['draft', 'submitted', 'approved'] as const)(
  'lets an entry be corrected that is %s after its unlock',
  async (unlockedStatus) => {
    const { api, control } = await start({ unlockedStatus });
    const { entryId } = await startEntry(api);
    await api('POST', `/time-entries/${entryId}/submit`);
    await control(`/time-entries/${entryId}/approve`);
    const unlocked = await api('POST', `/time-entries/${entryId}/unlock`, { body: { reason: 'hours' } });
    expect(unlocked.body['status']).toBe(unlockedStatus);
    const changed = await api('PATCH', `/time-entries/${entryId}`, { body: { minutes: 60 } });
    expect(changed.status).toBe(200);
    await api('POST', `/time-entries/${entryId}/submit`);
    expect((await control(`/time-entries/${entryId}/approve`)).status).toBe(200);
    expect((await api('PATCH', `/time-entries/${entryId}`, { body: { minutes: 50 } })).status).toBe(409);
  },
);

test('signs with the old secret what was queued before the rotation', async () => {
  const { api, subscriptionId, hmacSecret, receiver, clock } = await start(
    { secretRotation: 'overlap' },
    [500],
  );
  await api('POST', `/webhooks/${subscriptionId}/test`);
  await receiver.until(1);
  clock.advance(10);
  const rotated = await api('POST', `/webhooks/${subscriptionId}/rotate-secret`);
  clock.advance(10);
  await api('POST', `/webhooks/${subscriptionId}/test`);
  await receiver.until(2);
  await vi.waitUntil(() => {
    clock.advance(1000);
    return receiver.received.length >= 3;
  });
  const accepts = (secret: unknown) =>
    receiver.received.map((delivery) => nodeSample({ ...delivery, hmacSecret: String(secret) }));
  expect(accepts(hmacSecret)).toEqual([true, false, true]);
  expect(accepts(rotated.body['hmacSecret'])).toEqual([false, true, false]);
});

test('repeats the first answer of a key for any path, or refuses another request under it', async () => {
  const { api, turn } = await start({ reusedKey: 'any-path' });
  const headers = { 'idempotency-key': 'reused' };
  const project = await api('POST', '/projects', { headers, body: { name: 'One' } });
  const invite = { email: 'a@example.com', name: 'A', role: 'developer' };
  expect((await api('POST', '/users/invite', { headers, body: invite })).body).toEqual(project.body);
  await turn({ reusedKey: 'refused' });
  expect((await api('POST', '/projects', { headers, body: { name: 'One' } })).body).toEqual(project.body);
  expect((await api('POST', '/projects', { headers, body: { name: 'Two' } })).status).toBe(409);
  expect((await api('POST', '/users/invite', { headers, body: invite })).status).toBe(409);
});

test('limits as many requests in as many seconds as it is told to', async () => {
  const { api, clock } = await start({ rateLimit: '5/10' });
  clock.advance(10_000);
  const statuses = async (count: number) => {
    const answers = [];
    for (let n = 0; n < count; n += 1) answers.push((await api('GET', '/me')).status);
    return answers;
  };
  expect(await statuses(6)).toEqual([200, 200, 200, 200, 200, 429]);
  clock.advance(10_000);
  expect(await statuses(1)).toEqual([200]);
});

test('counts the window before by its share', async () => {
  const { api, clock } = await start({ rateLimit: '10/10', rateCounting: 'weighted' });
  clock.advance(20_000);
  for (let n = 0; n < 10; n += 1) expect((await api('GET', '/me')).status).toBe(200);
  const refused = await api('GET', '/me');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '11']);
  clock.advance(15_000);
  const passed = [];
  for (let n = 0; n < 6; n += 1) passed.push((await api('GET', '/me')).status);
  expect(passed).toEqual([200, 200, 200, 200, 200, 429]);
});

test('says when to come back as a date, or not at all', async () => {
  const { api, turn, clock } = await start({ rateLimit: '1/60', retryAfter: 'date' });
  clock.advance(60_000);
  await api('GET', '/me');
  const dated = await api('GET', '/me');
  expect(dated.headers.get('retry-after')).toBe('Fri, 01 May 2026 12:02:00 GMT');
  expect(dated.headers.get('date')).toBe('Fri, 01 May 2026 12:01:00 GMT');
  await turn({ retryAfter: 'absent' });
  const silent = await api('GET', '/me');
  expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, null]);
  expect(silent.body).not.toHaveProperty('retryAfter');
});

test('lists in another order each time, and holds every row', async () => {
  const { api } = await start({ listOrder: 'unstable' });
  for (let n = 0; n < 12; n += 1) await api('POST', '/projects', { body: { name: `Project ${n}` } });
  const names = async (): Promise<string[]> => {
    const { body } = await api('GET', '/projects?pageSize=100');
    return body['data'].map(({ name }: { name: string }) => name);
  };
  const [first, second] = [await names(), await names()];
  expect(first).not.toEqual(second);
  expect(first.toSorted()).toEqual(second.toSorted());
});

test('sends a doubled delivery twice, byte for byte', async () => {
  const { api, receiver } = await start({ doubledDeliveries: 1 });
  await startEntry(api);
  await receiver.until(2);
  const [first, second] = receiver.received;
  expect(second).toMatchObject({ rawBody: first?.rawBody });
  expect(second?.headers['x-align-delivery-id']).toBe(first?.headers['x-align-delivery-id']);
});

test('lets the next delivery about an entry pass the one before', async () => {
  const { api, receiver } = await start({ reorderedDeliveries: 1 });
  const { entryId } = await startEntry(api);
  await api('POST', `/time-entries/${entryId}/submit`);
  await receiver.until(2);
  expect(receiver.envelopes().map(({ eventName }) => eventName)).toEqual(['time.submitted', 'time.logged']);
});

test('delays a delivery by the longest delay at most', async () => {
  const { api, receiver, clock } = await start({ delayedDeliveries: 1, longestDelayMs: 60_000 });
  await startEntry(api);
  const ready = await startReceiver();
  await api('POST', '/webhooks', { body: { destinationUrl: ready.url, eventNames: EVENTS } });
  expect(receiver.received).toEqual([]);
  clock.advance(60_000);
  await receiver.until(1);
});

test('loses a dropped delivery without a trace in its own ledger', async () => {
  const { api, receiver, turn, subscriptionId } = await start({ droppedDeliveries: 1 });
  const { entryId } = await startEntry(api);
  await turn({ droppedDeliveries: 0 });
  await api('POST', `/time-entries/${entryId}/submit`);
  await receiver.until(1);
  expect(receiver.envelopes()).toMatchObject([{ eventName: 'time.submitted' }]);
  expect((await api('GET', `/webhooks/${subscriptionId}/deliveries`)).body['total']).toBe(1);
});
