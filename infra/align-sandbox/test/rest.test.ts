import { expect, test } from 'vitest';
import { externalRef, startEntry, startOrganization, startSandbox } from './support/start-sandbox.ts';

const uuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
const iso: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function start() {
  const sandbox = await startSandbox();
  return { sandbox, ...(await startOrganization(sandbox)) };
}

test('tells a key who it is', async () => {
  const { api, organizationId, adminUserId } = await start();
  await api('GET', '/me');
  const { status, body } = await api('GET', '/me');
  expect(status).toBe(200);
  expect(body).toEqual({
    apiKeyId: uuid,
    organizationId,
    scope: 'organization',
    scopedProjectId: null,
    permissions: expect.arrayContaining(['read:project', 'write:entry']),
    createdByUserId: adminUserId,
    lastUsedAt: iso,
  });
});

test('invites a user once per e-mail address', async () => {
  const { api } = await start();
  const invite = {
    email: 'alice@example.com',
    name: 'Alice Smith',
    role: 'developer',
    sendInvite: false,
    externalRef: externalRef('user', 'illumera-user'),
  };
  const first = await api('POST', '/users/invite', { body: invite });
  expect(first.body).toEqual({ userId: uuid, inviteId: uuid, created: true, status: 'invited' });
  const second = await api('POST', '/users/invite', { body: { ...invite, email: 'Alice@Example.com' } });
  expect(second.body).toEqual({ ...first.body, created: false });
});

test('judges each invite of a bulk by itself, and takes fifty at most', async () => {
  const { api } = await start();
  const bob = { email: 'bob@example.com', name: 'Bob Jones', role: 'developer' };
  const ref = externalRef('user', 'b');
  const { body } = await api('POST', '/users/bulk-invite', {
    body: { invites: [{ ...bob, externalRef: ref }, { email: 'nobody' }], sendInvite: false },
  });
  expect(body).toEqual({
    results: [
      { email: bob.email, externalRef: ref, userId: uuid, inviteId: uuid, created: true, status: 'invited' },
      { email: 'nobody', error: 'validation_error', message: expect.any(String) },
    ],
    successCount: 1,
    failureCount: 1,
  });
  const tooMany = Array.from({ length: 51 }, (_, n) => ({ ...bob, email: `bob${n}@example.com` }));
  expect(await api('POST', '/users/bulk-invite', { body: { invites: tooMany } })).toMatchObject({
    status: 400,
    body: { error: 'validation_error' },
  });
});

test('changes a user, but not to an address somebody else has', async () => {
  const { api } = await start();
  const { userId } = await startEntry(api);
  const changes = { name: 'Alice Smith-Jones', email: 'alice.new@example.com' };
  const { body } = await api('PATCH', `/users/${userId}`, { body: changes });
  expect(body).toMatchObject({ id: userId, ...changes, role: 'developer' });
  expect((await api('GET', `/users/${userId}`)).body).toEqual(body);
  const bob = { email: 'bob@example.com', name: 'Bob', role: 'developer' };
  await api('POST', '/users/invite', { body: bob });
  const taken = await api('PATCH', `/users/${userId}`, { body: { email: bob.email } });
  expect(taken).toMatchObject({ status: 409, body: { error: 'conflict' } });
});

test('creates and changes a project', async () => {
  const { api, organizationId } = await start();
  const fields = {
    name: 'Federal Data Platform Modernization',
    description: 'GSA data modernization program',
  };
  const made = await api('POST', '/projects', {
    body: { ...fields, timeBillingEnabled: true, externalRef: externalRef('project', 'p') },
  });
  expect(made.status).toBe(201);
  expect(made.body).toEqual({
    id: uuid,
    ...fields,
    status: 'active',
    organizationId,
    clientId: uuid,
    createdAt: iso,
  });
  const renamed = await api('PATCH', `/projects/${String(made.body['id'])}`, { body: { name: 'Renamed' } });
  expect(renamed.body).toEqual({ ...made.body, name: 'Renamed' });
});

test('adds a member once, lists and removes the membership', async () => {
  const { api } = await start();
  const { projectId, userId } = await startEntry(api);
  const path = `/projects/${projectId}/members/${userId}`;
  expect(await api('POST', path, { body: {} })).toMatchObject({ status: 409, body: { error: 'conflict' } });
  expect((await api('GET', `/projects/${projectId}/members`)).body).toEqual({
    data: [{ id: uuid, projectId, userId, roleOverride: 'developer', metadata: null, createdAt: iso }],
    page: 1,
    pageSize: 50,
    total: 1,
  });
  expect((await api('DELETE', path)).status).toBe(204);
  expect((await api('DELETE', path)).status).toBe(404);
});

test('takes a time entry from draft to submitted, and changes drafts only', async () => {
  const { api, organizationId } = await start();
  const { projectId, userId, entryId, entry } = await startEntry(api);
  expect(entry).toEqual({
    id: uuid,
    organizationId,
    projectId,
    userId,
    workDate: '2025-01-15',
    hours: '2.5',
    minutes: 150,
    description: 'Implemented authentication module',
    billable: true,
    status: 'draft',
    createdAt: iso,
  });
  const changes = { minutes: 90, description: 'Revised estimate' };
  const changed = await api('PATCH', `/time-entries/${entryId}`, { body: changes });
  expect(changed.body).toEqual({ ...entry, ...changes, hours: '1.5' });
  const submitted = await api('POST', `/time-entries/${entryId}/submit`);
  expect(submitted.body).toEqual({ ...changed.body, status: 'submitted' });
  expect((await api('PATCH', `/time-entries/${entryId}`, { body: changes })).status).toBe(409);
  expect((await api('POST', `/time-entries/${entryId}/submit`)).body['message']).toContain(
    'already submitted',
  );
});

test('lets a rejected entry be corrected and submitted again', async () => {
  const { sandbox, api } = await start();
  const { entryId } = await startEntry(api);
  await api('POST', `/time-entries/${entryId}/submit`);
  const move = (name: string, body = {}) =>
    sandbox.call('POST', `/control/time-entries/${entryId}/${name}`, { body });
  expect((await move('reject')).status).toBe(400);
  expect((await move('reject', { reason: 'Split it' })).body['status']).toBe('rejected');
  expect((await api('PATCH', `/time-entries/${entryId}`, { body: { minutes: 60 } })).status).toBe(200);
  expect((await api('POST', `/time-entries/${entryId}/submit`)).body['status']).toBe('submitted');
});

test('locks, invoices and unlocks what is approved, and deletes nothing of it', async () => {
  const { sandbox, api } = await start();
  const { entryId } = await startEntry(api);
  const move = (name: string) =>
    sandbox.call('POST', `/control/time-entries/${entryId}/${name}`, { body: { reason: 'because' } });
  expect((await move('approve')).status).toBe(409);
  await api('POST', `/time-entries/${entryId}/submit`);
  expect((await move('approve')).body['status']).toBe('approved');
  expect((await api('DELETE', `/time-entries/${entryId}`)).status).toBe(409);
  expect((await move('lock')).body['status']).toBe('locked');
  const unlocked = await api('POST', `/time-entries/${entryId}/unlock`, { body: { reason: 'wrong hours' } });
  expect(unlocked.body['status']).toBe('draft');
  expect((await api('DELETE', `/time-entries/${entryId}`)).status).toBe(204);
  expect((await api('GET', `/time-entries/${entryId}`)).status).toBe(404);
  expect((await api('GET', '/integration-links?externalType=time_entry')).body['total']).toBe(0);
});

test('lists time entries by date and page', async () => {
  const { api } = await start();
  const { projectId, userId } = await startEntry(api);
  const days = ['2025-02-01', '2025-02-02', '2025-02-03'];
  for (const workDate of days)
    await api('POST', `/projects/${projectId}/time-entries`, { body: { userId, workDate, minutes: 30 } });
  const list = async (query: string) =>
    (await api('GET', `/projects/${projectId}/time-entries?${query}`)).body;
  const second = await list('startDate=2025-02-01&endDate=2025-02-02&page=2&pageSize=1');
  expect(second).toMatchObject({ page: 2, pageSize: 1, total: 2, data: [{ workDate: '2025-02-02' }] });
  expect((await list('startDate=2025-02-02'))['total']).toBe(2);
  expect(await list('pageSize=101')).toMatchObject({ error: 'validation_error' });
});

test('adds up time by status and cost as decimal text', async () => {
  const { sandbox, api } = await start();
  const { projectId, userId, entryId } = await startEntry(api);
  await api('POST', `/projects/${projectId}/time-entries`, {
    body: { userId, workDate: '2025-01-16', minutes: 20, billable: true },
  });
  await api('POST', `/time-entries/${entryId}/submit`);
  await sandbox.call('POST', `/control/time-entries/${entryId}/approve`);
  const summary = await api('GET', `/projects/${projectId}/time-summary?status=approved`);
  expect(summary.body).toEqual({
    projectId,
    totalMinutes: 150,
    totalHours: '2.5',
    billableMinutes: 150,
    byStatus: { draft: 0, submitted: 0, approved: 150, rejected: 0, locked: 0, invoiced: 0 },
    byUser: [{ userId, totalMinutes: 150 }],
  });
  await sandbox.call('PATCH', `/control/projects/${projectId}`, {
    body: { hourlyRateCents: 12_345, plannedCostCents: 5_000_000 },
  });
  expect((await api('GET', `/projects/${projectId}/cost-summary`)).body).toEqual({
    projectId,
    currency: 'USD',
    plannedCost: '50000.00',
    actualCost: '308.63',
    approvedCost: '308.63',
    pendingCost: '0.00',
  });
});

test('keeps wiki pages', async () => {
  const { api } = await start();
  const { projectId } = await startEntry(api);
  const page = { title: 'Illumera Staffing Plan', content: '# Illumera Staffing Plan' };
  const made = await api('POST', `/projects/${projectId}/wiki-pages`, {
    body: { ...page, externalRef: externalRef('wiki_page', 'p') },
  });
  expect(made.body).toEqual({ id: uuid, projectId, ...page, createdAt: iso, updatedAt: iso });
  const id = String(made.body['id']);
  await api('PATCH', `/wiki-pages/${id}`, { body: { content: '# New' } });
  const { body } = await api('GET', `/projects/${projectId}/wiki-pages`);
  expect(body).toMatchObject({ total: 1, data: [{ id, content: '# New' }] });
});

test('finds integration links by each of the four filters', async () => {
  const { api, organizationId } = await start();
  const { projectId, entryId } = await startEntry(api, 'illumera-log-9876');
  await api('POST', '/projects', { body: { name: 'Other', externalRef: externalRef('project', 'p2') } });
  const link = {
    id: uuid,
    ...externalRef('time_entry', 'illumera-log-9876'),
    alignEntityType: 'time_entry',
    alignEntityId: entryId,
    projectId,
    organizationId,
    createdAt: iso,
  };
  for (const filter of [
    'provider=illumera&externalType=time_entry',
    'externalId=illumera-log-9876',
    'alignEntityType=time_entry',
  ])
    expect((await api('GET', `/integration-links?${filter}`)).body).toMatchObject({ data: [link], total: 1 });
  expect((await api('GET', '/integration-links?provider=nobody')).body['total']).toBe(0);
});

test('makes a second entity for an external reference it has seen', async () => {
  const { api } = await start();
  const body = { name: 'Twice', externalRef: externalRef('project', 'same') };
  await api('POST', '/projects', { body });
  await api('POST', '/projects', { body });
  expect((await api('GET', '/integration-links?externalId=same')).body['total']).toBe(2);
});

test('shows an organization nothing of another', async () => {
  const { sandbox, api } = await start();
  const { projectId, userId, entryId } = await startEntry(api);
  const other = await startOrganization(sandbox);
  for (const path of [`/projects/${projectId}`, `/users/${userId}`, `/time-entries/${entryId}`])
    expect(await other.api('GET', path)).toMatchObject({ status: 404, body: { error: 'not_found' } });
  expect((await other.api('GET', '/integration-links')).body['total']).toBe(0);
});

test('says in Align’s words what is wrong', async () => {
  const { api } = await start();
  expect(await api('GET', '/nothing')).toMatchObject({ status: 404, body: { error: 'not_found' } });
  expect((await api('POST', '/projects', { body: {} })).body).toMatchObject({
    error: 'validation_error',
    details: [{ path: 'name' }],
  });
});
