import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { manualClock } from './support/manual-clock.ts';
import {
  type Api,
  externalRef,
  startEntry,
  startOrganization,
  startSandbox,
} from './support/start-sandbox.ts';
import { hasPython, nodeSample, pythonSample } from './support/s3-samples.ts';
import { startReceiver } from './support/start-receiver.ts';

const TIME_EVENTS = [
  'time.logged',
  'time.updated',
  'time.submitted',
  'time.approved',
  'time.rejected',
  'time.locked',
  'time.invoiced',
  'time.unlocked',
  'time.deleted',
];

async function subscribe(api: Api, destinationUrl: string, eventNames: string[]) {
  const { body } = await api('POST', '/webhooks', { body: { destinationUrl, eventNames } });
  return { id: String(body['id']), hmacSecret: String(body['hmacSecret']) };
}

test('tells of every step of an entry in the documented envelope', async () => {
  const sandbox = await startSandbox();
  const { api, organizationId, adminUserId } = await startOrganization(sandbox);
  const receiver = await startReceiver();
  await subscribe(api, receiver.url, TIME_EVENTS);
  const { entryId, projectId, userId } = await startEntry(api);
  const move = (name: string) =>
    sandbox.call('POST', `/control/time-entries/${entryId}/${name}`, { body: { reason: 'Split by task' } });
  await api('PATCH', `/time-entries/${entryId}`, { body: { minutes: 180 } });
  await api('POST', `/time-entries/${entryId}/submit`);
  await move('reject');
  await api('POST', `/time-entries/${entryId}/submit`);
  await move('approve');
  await move('lock');
  await move('unlock');
  await api('DELETE', `/time-entries/${entryId}`);
  await receiver.until(9);
  const payload = (minutes: number, hours: string, rest: object) => ({
    timeEntryId: entryId,
    organizationId,
    projectId,
    userId,
    entryId: null,
    workDate: '2025-01-15',
    hours,
    minutes,
    ...rest,
    occurredAt: expect.any(String),
  });
  const reason = 'Split by task';
  const expected: [string, object][] = [
    ['time.logged', payload(150, '2.5', { status: 'draft' })],
    ['time.updated', payload(180, '3.0', { status: 'draft', changedFields: ['minutes', 'hours'] })],
    ['time.submitted', payload(180, '3.0', { status: 'submitted' })],
    ['time.rejected', payload(180, '3.0', { status: 'rejected', rejecterUserId: adminUserId, reason })],
    ['time.submitted', payload(180, '3.0', { status: 'submitted' })],
    ['time.approved', payload(180, '3.0', { status: 'locked', approverUserId: adminUserId })],
    ['time.locked', payload(180, '3.0', { status: 'locked' })],
    ['time.unlocked', payload(180, '3.0', { status: 'locked', unlockedByUserId: adminUserId, reason })],
    ['time.deleted', payload(180, '3.0', { status: 'draft' })],
  ];
  expect(receiver.envelopes()).toEqual(
    expected.map(([eventName, content]) => ({
      id: expect.any(String),
      eventName,
      schemaVersion: 1,
      entityType: 'time_entry',
      entityId: entryId,
      occurredAt: expect.any(String),
      actorUserId: adminUserId,
      payload: content,
    })),
  );
});

test('tells of what the API makes, with the external reference', async () => {
  const { api } = await startOrganization(await startSandbox());
  const receiver = await startReceiver();
  const names = ['user.invited', 'project_member.added', 'wiki_page.created', 'integration_link.created'];
  await subscribe(api, receiver.url, names);
  const { projectId, userId } = await startEntry(api, 'entry-1');
  await api('DELETE', `/projects/${projectId}/members/${userId}`);
  const member = { externalRef: externalRef('project_member', 'engagement-1') };
  await api('POST', `/projects/${projectId}/members/${userId}`, { body: member });
  const page = { title: 'Plan', content: '#', externalRef: externalRef('wiki_page', 'project-1') };
  await api('POST', `/projects/${projectId}/wiki-pages`, { body: page });
  await receiver.until(7);
  const byName = (name: string) =>
    receiver
      .envelopes()
      .filter(({ eventName }) => eventName === name)
      .map(({ payload }) => payload);
  expect(byName('user.invited')).toMatchObject([{ userId, email: 'alice@example.com', role: 'developer' }]);
  expect(byName('project_member.added')).toContainEqual(
    expect.objectContaining({ projectId, userId, ...member }),
  );
  expect(byName('wiki_page.created')).toMatchObject([{ projectId, externalRef: page.externalRef }]);
  expect(byName('integration_link.created').map((payload) => payload.externalRef.externalId)).toEqual(
    expect.arrayContaining(['entry-1', 'engagement-1', 'project-1']),
  );
});

test('signs so that the documented Node sample accepts it', async () => {
  const { api } = await startOrganization(await startSandbox());
  const receiver = await startReceiver();
  const { id, hmacSecret } = await subscribe(api, receiver.url, ['time.logged']);
  expect(hmacSecret).toMatch(/^whsec_[0-9a-f]{64}$/);
  const fired = await api('POST', `/webhooks/${id}/test`);
  expect(fired.body).toEqual({
    deliveryId: expect.any(String),
    subscriptionId: id,
    eventName: 'webhook.test',
    firedAt: expect.any(String),
  });
  await receiver.until(1);
  const [delivery] = receiver.received;
  expect(delivery?.headers).toMatchObject({
    'x-align-event': 'webhook.test',
    'x-align-delivery-id': fired.body['deliveryId'],
    'x-align-timestamp': expect.stringMatching(/^\d{10}$/),
    'x-align-signature': expect.stringMatching(/^sha256=[0-9a-f]{64}$/),
    'content-type': 'application/json',
    'user-agent': 'Align-Outbound-Webhook/1.0',
  });
  const { rawBody = '', headers = {} } = delivery ?? {};
  expect(nodeSample({ rawBody, headers, hmacSecret })).toBe(true);
  expect(nodeSample({ rawBody: `${rawBody} `, headers, hmacSecret })).toBe(false);
  expect(nodeSample({ rawBody, headers, hmacSecret: 'whsec_other' })).toBe(false);
});

test.skipIf(!(await hasPython()))('signs so that the documented Python sample accepts it', async () => {
  const { api } = await startOrganization(await startSandbox());
  const receiver = await startReceiver();
  const { id, hmacSecret } = await subscribe(api, receiver.url, ['time.logged']);
  await api('POST', `/webhooks/${id}/test`, { body: { eventName: 'time.logged' } });
  await receiver.until(1);
  const { rawBody = '', headers = {} } = receiver.received[0] ?? {};
  expect(await pythonSample({ rawBody, headers, hmacSecret })).toBe(true);
  expect(await pythonSample({ rawBody: `${rawBody} `, headers, hmacSecret })).toBe(false);
});

test('signs with the rotated secret from then on', async () => {
  const { api } = await startOrganization(await startSandbox());
  const receiver = await startReceiver();
  const { id, hmacSecret } = await subscribe(api, receiver.url, ['time.logged']);
  const { body } = await api('POST', `/webhooks/${id}/rotate-secret`);
  await api('POST', `/webhooks/${id}/test`, { body: { eventName: 'time.logged' } });
  await receiver.until(1);
  const { rawBody = '', headers = {} } = receiver.received[0] ?? {};
  expect(nodeSample({ rawBody, headers, hmacSecret: String(body['hmacSecret']) })).toBe(true);
  expect(nodeSample({ rawBody, headers, hmacSecret })).toBe(false);
});

test('retries with growing pauses, keeps the delivery, and records the answer', async () => {
  const clock = manualClock('2026-05-01T12:00:00.000Z');
  const { api } = await startOrganization(await startSandbox({ clock }));
  const receiver = await startReceiver([500, 404]);
  const { id } = await subscribe(api, receiver.url, ['time.logged']);
  const { body: fired } = await api('POST', `/webhooks/${id}/test`);
  const read = async () =>
    (await api('GET', `/webhooks/${id}/deliveries/${String(fired['deliveryId'])}`)).body;
  await vi.waitUntil(async () => (await read())['status'] === 'failed');
  expect(await read()).toMatchObject({
    responseCode: 500,
    attempts: 1,
    nextAttemptAt: '2026-05-01T12:00:01.000Z',
  });
  clock.advance(1000);
  await vi.waitUntil(async () => (await read())['attempts'] === 2);
  expect(await read()).toMatchObject({ responseCode: 404, nextAttemptAt: '2026-05-01T12:00:03.000Z' });
  clock.advance(2000);
  await vi.waitUntil(async () => (await read())['status'] === 'succeeded');
  expect(await read()).toMatchObject({
    responseCode: 200,
    responseBody: '{"received":true}',
    nextAttemptAt: null,
  });
  const [first, second, third] = receiver.received;
  expect(second?.rawBody).toBe(first?.rawBody);
  expect(third?.headers['x-align-delivery-id']).toBe(first?.headers['x-align-delivery-id']);
  const seconds = receiver.received.map(({ headers }) => Number(headers['x-align-timestamp']) % 60);
  expect(seconds).toEqual([0, 1, 3]);
});

test('gives up after 24 hours', async () => {
  const clock = manualClock('2026-05-01T12:00:00.000Z');
  const { api } = await startOrganization(await startSandbox({ clock }));
  const { id } = await subscribe(api, 'http://127.0.0.1:1/nobody', ['time.logged']);
  const { body: fired } = await api('POST', `/webhooks/${id}/test`);
  const read = async () =>
    (await api('GET', `/webhooks/${id}/deliveries/${String(fired['deliveryId'])}`)).body;
  await vi.waitUntil(async () => (await read())['status'] === 'failed');
  expect(await read()).toMatchObject({ responseCode: null });
  clock.advance(24 * 60 * 60 * 1000);
  await vi.waitUntil(async () => (await read())['status'] === 'dead_letter');
  expect(await read()).toMatchObject({ attempts: 2, nextAttemptAt: null });
});

test('sends after a restart what was waiting', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'align-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const storeFile = join(folder, 'state.sqlite');
  const receiver = await startReceiver([503]);
  const before = await startSandbox({ storeFile });
  const { api } = await startOrganization(before);
  const { id } = await subscribe(api, receiver.url, ['time.logged']);
  await api('POST', `/webhooks/${id}/test`);
  await receiver.until(1);
  await before.close();
  await startSandbox({ storeFile });
  await receiver.until(2);
  expect(receiver.received[1]?.rawBody).toBe(receiver.received[0]?.rawBody);
});

test('sends only what an enabled subscription of the organization asked for', async () => {
  const sandbox = await startSandbox();
  const { api } = await startOrganization(sandbox);
  const other = await startOrganization(sandbox);
  const wanted = await startReceiver();
  const unwanted = await startReceiver();
  await subscribe(api, wanted.url, ['time.submitted']);
  await subscribe(other.api, unwanted.url, ['time.submitted']);
  const paused = await subscribe(api, unwanted.url, ['time.submitted']);
  const patched = await api('PATCH', `/webhooks/${paused.id}`, { body: { enabled: false } });
  expect(patched.body).toMatchObject({ enabled: false });
  expect(patched.body).not.toHaveProperty('hmacSecret');
  const { entryId } = await startEntry(api);
  await api('POST', `/time-entries/${entryId}/submit`);
  await wanted.until(1);
  expect(wanted.envelopes()).toMatchObject([{ eventName: 'time.submitted' }]);
  expect(unwanted.received).toEqual([]);
});

test('names the events it does not know', async () => {
  const body = { destinationUrl: 'https://example.com/hook', eventNames: ['time.approved', 'time.locked'] };
  const narrow = await startOrganization(await startSandbox({ switches: { eventCatalog: 's3' } }));
  expect(await narrow.api('POST', '/webhooks', { body })).toMatchObject({
    status: 400,
    body: { error: 'unknown_event_names', invalid: ['time.locked'] },
  });
  const wide = await startOrganization(await startSandbox());
  expect((await wide.api('POST', '/webhooks', { body })).status).toBe(201);
});

test('allows ten test deliveries an hour and only configured events', async () => {
  const clock = manualClock('2026-05-01T12:00:00.000Z');
  const { api } = await startOrganization(await startSandbox({ clock }));
  const receiver = await startReceiver();
  const { id } = await subscribe(api, receiver.url, ['entry.created']);
  const fire = (body = {}) => api('POST', `/webhooks/${id}/test`, { body });
  expect(await fire({ eventName: 'time.logged' })).toMatchObject({
    status: 400,
    body: { error: 'validation_error' },
  });
  for (let n = 0; n < 10; n += 1) expect((await fire({ eventName: 'entry.created' })).status).toBe(200);
  expect(await fire()).toMatchObject({ status: 429, body: { error: 'rate_limit', retryAfter: 3600 } });
  clock.advance(3_600_000);
  expect((await fire()).status).toBe(200);
  expect((await api('DELETE', `/webhooks/${id}`)).status).toBe(204);
  expect(await fire()).toMatchObject({ status: 404, body: { error: 'not_found' } });
});
