import { expect, test } from 'vitest';
import { EVENT_EXAMPLES } from './data/event-examples.ts';
import { REST_EXAMPLES } from './data/rest-examples.ts';
import { expectLike, expectShapedLike, readExample } from './support/expect-like.ts';
import {
  type Body,
  type Reply,
  startEntry,
  startOrganization,
  startSandbox,
} from './support/start-sandbox.ts';
import { startReceiver } from './support/start-receiver.ts';

async function startWorld() {
  const sandbox = await startSandbox();
  const organization = await startOrganization(sandbox);
  const entry = await startEntry(organization.api, 'illumera-log-9876');
  const receiver = await startReceiver();
  const subscription = await organization.api('POST', '/webhooks', {
    body: { destinationUrl: receiver.url, eventNames: Object.keys(EVENT_EXAMPLES) },
  });
  const control = (path: string, body: unknown = {}) => sandbox.call('POST', `/control${path}`, { body });
  return {
    sandbox,
    ...organization,
    ...entry,
    control,
    receiver,
    subscriptionId: String(subscription.body['id']),
  };
}

type World = Awaited<ReturnType<typeof startWorld>>;
type RestName = keyof typeof REST_EXAMPLES;

/** The request as it is printed, with the ids of this run in the places of the printed ones. */
function bodyOf(name: RestName, ids: Body = {}): Body {
  const example = REST_EXAMPLES[name];
  return { ...('request' in example ? (readExample(example.request) as Body) : {}), ...ids };
}

const CALLS = {
  'GET /me': async ({ api }) => api('GET', '/me'),
  'POST /users/invite': ({ api }) =>
    api('POST', '/users/invite', {
      body: bodyOf('POST /users/invite', { email: 'alice.smith@example.com' }),
    }),
  'POST /users/bulk-invite': ({ api }) =>
    api('POST', '/users/bulk-invite', { body: bodyOf('POST /users/bulk-invite') }),
  'PATCH /users/:id': ({ api, userId }) =>
    api('PATCH', `/users/${userId}`, { body: bodyOf('PATCH /users/:id') }),
  'POST /projects': ({ api }) => api('POST', '/projects', { body: bodyOf('POST /projects') }),
  'PATCH /projects/:id': ({ api, projectId }) =>
    api('PATCH', `/projects/${projectId}`, { body: { name: 'Renamed', description: 'Changed' } }),
  'POST /projects/:id/members/:userId': async ({ api, projectId, userId }) => {
    const path = `/projects/${projectId}/members/${userId}`;
    await api('DELETE', path);
    return api('POST', path, { body: bodyOf('POST /projects/:id/members/:userId') });
  },
  'POST /projects/:id/time-entries': ({ api, projectId, userId }) =>
    api('POST', `/projects/${projectId}/time-entries`, {
      body: bodyOf('POST /projects/:id/time-entries', { userId }),
    }),
  'POST /time-entries/:id/submit': ({ api, entryId }) => api('POST', `/time-entries/${entryId}/submit`),
  'PATCH /time-entries/:id': ({ api, entryId }) =>
    api('PATCH', `/time-entries/${entryId}`, { body: bodyOf('PATCH /time-entries/:id') }),
  'DELETE /time-entries/:id': ({ api, entryId }) => api('DELETE', `/time-entries/${entryId}`),
  'POST /time-entries/:id/unlock': async ({ api, control, entryId }) => {
    await api('POST', `/time-entries/${entryId}/submit`);
    await control(`/time-entries/${entryId}/approve`);
    return api('POST', `/time-entries/${entryId}/unlock`, { body: { reason: 'Incorrect hours' } });
  },
  'GET /projects/:id/time-summary': ({ api, projectId }) => api('GET', `/projects/${projectId}/time-summary`),
  'GET /projects/:id/cost-summary': ({ api, projectId }) => api('GET', `/projects/${projectId}/cost-summary`),
  'POST /projects/:id/wiki-pages': ({ api, projectId }) =>
    api('POST', `/projects/${projectId}/wiki-pages`, { body: bodyOf('POST /projects/:id/wiki-pages') }),
  'POST /webhooks': ({ api }) => api('POST', '/webhooks', { body: bodyOf('POST /webhooks') }),
  'GET /integration-links': ({ api }) =>
    api('GET', '/integration-links?provider=illumera&externalType=time_log&page=1&pageSize=100'),
  'POST /webhooks/:id/test': ({ api, subscriptionId }) => api('POST', `/webhooks/${subscriptionId}/test`),
} satisfies Record<RestName, (world: World) => Promise<Reply>>;

/** Printed values that no single run can have: sums, what is elided, and the lists of this stand-in's own. */
const BY_SHAPE = new Set<RestName>([
  'GET /me',
  'POST /users/bulk-invite',
  'GET /projects/:id/time-summary',
  'GET /projects/:id/cost-summary',
]);

test.for(Object.keys(REST_EXAMPLES) as RestName[])('answers %s as it is documented', async (name) => {
  const world = await startWorld();
  const { api, projectId, userId } = world;
  if (name === 'GET /me') await api('GET', '/me');
  if (name === 'GET /integration-links')
    await api('POST', `/projects/${projectId}/time-entries`, {
      body: {
        ...bodyOf('POST /projects/:id/time-entries', { userId }),
        externalRef: { provider: 'illumera', externalType: 'time_log', externalId: 'illumera-log-9876' },
      },
    });
  const { status, body } = await CALLS[name](world);
  expect(status).toBeLessThan(300);
  const example = REST_EXAMPLES[name];
  if (!('response' in example)) return;
  const response = readExample(example.response) as Body;
  if (BY_SHAPE.has(name)) expectShapedLike(body, response);
  else expectLike({ ...body, ...elided(response, body) }, response);
});

/** Fields whose printed text breaks off in dots, checked by their beginning; S1 elides the list of events. */
function elided(response: Body, body: Body): Body {
  const cut = Object.entries(response).filter(([, text]) => String(text).endsWith(' ...'));
  for (const [field, text] of cut) expect(body[field]).toContain(String(text).slice(0, -' ...'.length));
  const { eventNames } = response;
  return { ...Object.fromEntries(cut), ...(eventNames === undefined ? {} : { eventNames }) };
}

type EventName = keyof typeof EVENT_EXAMPLES;

const submit = ({ api, entryId }: World) => api('POST', `/time-entries/${entryId}/submit`);
const decide = async (world: World, act: string, reason?: string) => {
  await submit(world);
  return world.control(`/time-entries/${world.entryId}/${act}`, reason === undefined ? {} : { reason });
};
const elsewhere = (eventName: EventName) => (world: World) => {
  const { entityType, actorUserId, payload } = readExample(EVENT_EXAMPLES[eventName]) as Body;
  const own = Object.entries(payload as Body).map(([field, value]) => [
    field,
    /uuid/.test(String(value)) ? world.entryId : value,
  ]);
  return world.control('/events', {
    organizationId: world.organizationId,
    eventName,
    entityType,
    entityId: world.entryId,
    actorUserId: actorUserId === null ? null : world.userId,
    payload: Object.fromEntries(own) as Body,
  });
};

/** Makes each event happen as its example tells it. */
const CAUSES = {
  'time.logged': async ({ api, projectId, userId }) =>
    api('POST', `/projects/${projectId}/time-entries`, {
      body: { userId, workDate: '2026-05-26', minutes: 150 },
    }),
  'time.submitted': submit,
  'time.approved': (world) => decide(world, 'approve'),
  'time.rejected': (world) => decide(world, 'reject', 'Please split by task — one entry per entry card.'),
  'time.unlocked': async (world) => {
    await decide(world, 'approve');
    const reason = 'Incorrect hours — needs correction before invoice run.';
    return world.control(`/time-entries/${world.entryId}/unlock`, { reason });
  },
  'time.updated': ({ api, entryId }) => api('PATCH', `/time-entries/${entryId}`, { body: { minutes: 180 } }),
  'entry.status_changed': elsewhere('entry.status_changed'),
  'entry.created': elsewhere('entry.created'),
  'agreement.signed': elsewhere('agreement.signed'),
  'release.released': async ({ control, projectId }) => {
    const { body } = await control('/releases', { projectId, name: 'v2.1.0' });
    return control(`/releases/${String(body['releaseId'])}/release`);
  },
  'user.invited': ({ api }) =>
    api('POST', '/users/invite', {
      body: { email: 'alice.two@example.com', name: 'Alice Smith', role: 'developer' },
    }),
  'user.updated': ({ api, userId }) =>
    api('PATCH', `/users/${userId}`, { body: { name: 'Alice Smith-Jones' } }),
} satisfies Record<EventName, (world: World) => Promise<Reply>>;

/** What the examples say of an entry and a person that only this run's own say otherwise. */
const OWN: Body = { workDate: '2025-01-15', email: 'alice.two@example.com' };

test.for(Object.keys(EVENT_EXAMPLES) as EventName[])('tells of %s as it is documented', async (name) => {
  const world = await startWorld();
  const { status } = await CAUSES[name](world);
  expect(status).toBeLessThan(300);
  const arrived = () => world.receiver.envelopes().filter(({ eventName }) => eventName === name);
  await expect.poll(() => arrived().length, { timeout: 10_000, interval: 5 }).toBe(1);
  const example = readExample(EVENT_EXAMPLES[name]) as Body;
  const payload = example['payload'] as Body;
  for (const [field, own] of Object.entries(OWN))
    if (field in payload && arrived()[0].payload[field] === own) payload[field] = own;
  expectLike(arrived()[0], example);
});

test('takes S3’s subscription and names what it does not know', async () => {
  const { api } = await startWorld();
  const eventNames = ['entry.created', 'entry.updated', 'release.released'];
  const body = { destinationUrl: 'https://yourapp.example.com/hooks/align', eventNames };
  const made = await api('POST', '/webhooks', { body });
  expect(made).toMatchObject({ status: 201, body: { eventNames, enabled: true } });
  const refused = await api('POST', '/webhooks', { body: { ...body, eventNames: ['entry.create'] } });
  expect(refused).toMatchObject({
    status: 400,
    body: { error: 'unknown_event_names', invalid: ['entry.create'] },
  });
});

test('pages as S0 prints it, so that reading all pages ends', async () => {
  const { api, projectId, userId } = await startWorld();
  for (let n = 0; n < 4; n += 1)
    await api('POST', `/projects/${projectId}/time-entries`, {
      body: { userId, workDate: '2026-05-26', minutes: 30 },
    });
  const results: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await api('GET', `/projects/${projectId}/time-entries?page=${page}&pageSize=2`);
    expect(body).toEqual({ data: expect.any(Array) as unknown, page, pageSize: 2, total: 5 });
    results.push(...(body['data'] as unknown[]));
    if (results.length >= body['total']) break;
  }
  expect(results).toHaveLength(5);
});

test('tells how a test delivery went, found by its id', async () => {
  const { api, subscriptionId, receiver } = await startWorld();
  const fired = await api('POST', `/webhooks/${subscriptionId}/test`);
  await receiver.until(1);
  const path = `/webhooks/${subscriptionId}/deliveries`;
  await expect
    .poll(async () => (await api('GET', `${path}/${String(fired.body['deliveryId'])}`)).body, {
      timeout: 10_000,
    })
    .toMatchObject({ status: 'succeeded', responseCode: 200, responseBody: '{"received":true}' });
  expect((await api('GET', path)).body['data']).toContainEqual(
    expect.objectContaining({ id: fired.body['deliveryId'], eventName: 'webhook.test' }),
  );
});

test('shows the evidence of a release once it is out', async () => {
  const { api, control, projectId, organizationId } = await startWorld();
  const evidence = [{ type: 'pull_request', title: 'Fix login bug', url: 'https://example.com/pr/1' }];
  const { body } = await control('/releases', { projectId, name: 'v2.1.0', evidence });
  const releaseId = String(body['releaseId']);
  await control(`/releases/${releaseId}/release`);
  expect((await control(`/releases/${releaseId}/release`)).status).toBe(409);
  expect((await api('GET', `/releases/${releaseId}/evidence`)).body).toEqual({
    releaseId,
    projectId,
    organizationId,
    name: 'v2.1.0',
    status: 'released',
    releasedAt: expect.any(String) as unknown,
    evidence,
  });
  expect((await api('GET', '/releases/nobody/evidence')).status).toBe(404);
});

test('tells of a changed membership and of a moved link', async () => {
  const { sandbox, api, projectId, userId, receiver, entryId } = await startWorld();
  await api('POST', '/webhooks', {
    body: {
      destinationUrl: receiver.url,
      eventNames: ['project_member.updated', 'integration_link.updated'],
    },
  });
  const path = `/projects/${projectId}/members/${userId}`;
  const changed = await api('PATCH', path, { body: { roleOverride: 'tech_lead' } });
  expect(changed.body).toMatchObject({ projectId, userId, roleOverride: 'tech_lead' });
  const { body } = await api('GET', '/integration-links?externalId=illumera-log-9876');
  expect(body['data']).toMatchObject([{ alignEntityId: entryId }]);
  const link = `/control/links/${String(body['data'][0].id)}`;
  const moved = await sandbox.call('PATCH', link, { body: { alignEntityId: 'moved' } });
  expect(moved.body).toMatchObject({ externalId: 'illumera-log-9876', alignEntityId: 'moved' });
  expect((await sandbox.call('DELETE', link)).status).toBe(204);
  expect((await api('GET', '/integration-links?externalId=illumera-log-9876')).body['total']).toBe(0);
  await expect
    .poll(() => receiver.envelopes().find(({ eventName }) => eventName === 'project_member.updated'), {
      timeout: 10_000,
    })
    .toMatchObject({ payload: { userId, roleOverride: 'tech_lead', changedFields: ['roleOverride'] } });
  await expect
    .poll(() => receiver.envelopes().find(({ eventName }) => eventName === 'integration_link.updated'), {
      timeout: 10_000,
    })
    .toMatchObject({ payload: { alignEntityId: 'moved' } });
});
