import type { ApiClient, TimeEntry } from '@illumera/api-models';
import { until } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerRow } from '../src/ledger.ts';
import { openSystem } from '../src/open-system.ts';
import { type Cast, mutationsOf, type WalkedSystem } from '../src/walked-system.ts';

let system: WalkedSystem;
let admin: ApiClient;
let talent: ApiClient;
let companyId: string;
let person: Cast['person'];
let organizationId: string;
let apiKey: string;

beforeAll(async () => {
  system = await openSystem(process.env);
  ({ companyId, admin, talent, person } = await system.cast());
  const organization = await system.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  ({ organizationId } = organization);
  ({ apiKey } = await system.control<{ apiKey: string }>('POST', '/api-keys', {
    organizationId,
    scope: 'organization',
  }));
});
afterAll(async () => {
  await system.stop();
});

interface ExternalRef {
  provider: string;
  externalType: string;
  externalId: string;
}

const ref = (externalType: string, externalId: string): ExternalRef => ({
  provider: 'illumera',
  externalType,
  externalId,
});
const refOf = (row: LedgerRow) => (row.body as { externalRef?: ExternalRef } | null)?.externalRef;
const mutations = () => mutationsOf(system.control, apiKey);

async function requestWith(externalType: string, externalId: string): Promise<LedgerRow> {
  return until(`the ${externalType} at Align`, async () =>
    (await mutations()).find(
      (row) =>
        row.status < 300 &&
        refOf(row)?.externalType === externalType &&
        refOf(row)?.externalId === externalId,
    ),
  );
}

const entryWith = (id: string, status: TimeEntry['status']) =>
  until(`entry ${id} ${status}`, async () => {
    const entry = await talent('readTimeEntry', { params: { id } });
    return entry.status === status ? entry : undefined;
  });

async function alignEntry(externalId: string) {
  return until('the entry in Align', async () => {
    const { data } = await system.control<{
      data: { id: string; status: string; minutes: number }[];
    }>('GET', `/time-entries?externalId=${externalId}`);
    return data[0];
  });
}

const submittedInAlign = (externalId: string) =>
  until('the submission in Align', async () => {
    const entry = await alignEntry(externalId);
    return entry.status === 'submitted' ? entry : undefined;
  });

/** Does something in Align as its manager would; returns when that was, in epoch milliseconds. */
async function inAlign(id: string, act: string, reason?: string): Promise<number> {
  const at = Date.now();
  await system.control('POST', `/time-entries/${id}/${act}`, reason ? { reason } : {});
  return at;
}

async function loggedEntry(engagementId: string, minutes: number): Promise<TimeEntry> {
  return talent('createTimeEntry', {
    body: { engagementId, workDate: '2026-03-02', minutes, notes: 'Implemented authentication module' },
  });
}

test('a change here reaches Align, and what Align decides comes back', async () => {
  // Connect.
  const connection = await admin('connectAlign', { body: { companyId, apiKey } });
  expect(connection).toMatchObject({
    status: 'active',
    keyLastFour: apiKey.slice(-4),
    alignOrgId: organizationId,
  });
  expect(connection.webhookUrl).toMatch(new RegExp(`^${system.webhookBaseUrl}/api/webhooks/align/`));
  expect(JSON.stringify(connection)).not.toContain(apiKey);

  // A project, at once.
  const beforeProject = Date.now();
  const project = await admin('createProject', {
    body: { companyId: companyId, name: 'Federal Data Platform', description: 'GSA modernization' },
  });
  const projectRequest = await requestWith('project', project.id);
  expect(projectRequest).toMatchObject({
    method: 'POST',
    path: '/api/v1/projects',
    idempotencyKey: project.id,
  });
  expect(projectRequest.body).toEqual({
    name: 'Federal Data Platform',
    description: 'GSA modernization',
    timeBillingEnabled: true,
    externalRef: ref('project', project.id),
  });
  expect(projectRequest.atMs - beforeProject).toBeLessThan(1_000);

  // Activation writes the staffing page with the open roles.
  await admin('createSlot', {
    params: { id: project.id },
    body: { title: 'Data engineer', hours: 40, durationWeeks: 12 },
  });
  await admin('activateProject', { params: { id: project.id } });
  const page = await requestWith('wiki_page', project.id);
  expect(page.body).toEqual({
    title: 'Illumera Staffing Plan',
    content: expect.stringContaining('Data engineer') as unknown,
    externalRef: ref('wiki_page', project.id),
  });

  // Acceptance provisions the user, then the membership.
  const engagement = await admin('createEngagement', {
    body: { projectId: project.id, personId: person.personId },
  });
  await talent('acceptEngagement', { params: { id: engagement.id } });
  const invitation = await requestWith('user', person.userId);
  expect(invitation.body).toEqual({
    email: person.email,
    name: person.name,
    role: 'developer',
    sendInvite: false,
    externalRef: ref('user', person.userId),
  });
  const membership = await requestWith('project_member', engagement.id);
  expect(membership.body).toEqual({
    roleOverride: 'developer',
    externalRef: ref('project_member', engagement.id),
  });
  expect(membership.atMs).toBeGreaterThanOrEqual(invitation.atMs);
  const [, alignProjectId, alignUserId] =
    /\/projects\/([^/]+)\/members\/([^/]+)$/.exec(membership.path) ?? [];

  // Log, submit, approve.
  const beforeLog = Date.now();
  const entry = await loggedEntry(engagement.id, 150);
  const logged = await requestWith('time_entry', entry.id);
  expect(logged).toMatchObject({
    path: `/api/v1/projects/${alignProjectId}/time-entries`,
    idempotencyKey: entry.id,
  });
  expect(logged.body).toEqual({
    userId: alignUserId,
    workDate: '2026-03-02',
    minutes: 150,
    description: 'Implemented authentication module',
    billable: true,
    externalRef: ref('time_entry', entry.id),
  });
  expect(logged.atMs - beforeLog).toBeLessThan(1_000);
  await talent('submitTimeEntry', { params: { id: entry.id } });
  const submitted = await submittedInAlign(entry.id);
  const approvedAt = await inAlign(submitted.id, 'approve');
  const approved = await entryWith(entry.id, 'approved');
  expect(approved.syncStatus).toBe('synced');
  expect(Date.parse(approved.updatedAt) - approvedAt).toBeLessThan(1_000);

  // Lock, invoice, unlock.
  await inAlign(submitted.id, 'lock');
  await entryWith(entry.id, 'locked');
  await inAlign(submitted.id, 'invoice');
  await entryWith(entry.id, 'invoiced');

  // Rejection, adjustment, approval.
  const second = await loggedEntry(engagement.id, 60);
  await talent('submitTimeEntry', { params: { id: second.id } });
  const secondInAlign = await submittedInAlign(second.id);
  await inAlign(secondInAlign.id, 'reject', 'Please split by task.');
  const rejected = await entryWith(second.id, 'rejected');
  expect(rejected.rejectionReason).toBe('Please split by task.');
  const adjustment = await talent('adjustTimeEntry', { params: { id: second.id }, body: { minutes: 45 } });
  expect(adjustment).toMatchObject({ isAdjustment: true, adjustsEntryId: second.id, status: 'draft' });
  await talent('submitTimeEntry', { params: { id: adjustment.id } });
  const adjustmentInAlign = await submittedInAlign(adjustment.id);
  await inAlign(adjustmentInAlign.id, 'approve');
  await entryWith(adjustment.id, 'approved');

  // Unlocking brings an approved entry back to draft, where it is edited and submitted again.
  await admin('unlockTimeEntry', { params: { id: adjustment.id }, body: { reason: 'Wrong hours' } });
  await entryWith(adjustment.id, 'draft');
  await talent('updateTimeEntry', { params: { id: adjustment.id }, body: { minutes: 50 } });
  await talent('submitTimeEntry', { params: { id: adjustment.id } });
  const resubmitted = await submittedInAlign(adjustment.id);
  expect(resubmitted.minutes).toBe(50);

  // The end of the engagement takes the talent off the project.
  await admin('endEngagement', { params: { id: engagement.id } });
  await until('the removal at Align', async () =>
    (await mutations()).find((row) => row.method === 'DELETE' && row.path.includes('/members/')),
  );

  // Disconnect: nothing more is sent, the subscription is gone, the links stay.
  await admin('disconnectAlign', { params: { id: connection.id } });
  const after = await admin('readConnection', { params: { id: connection.id } });
  expect(after.status).toBe('disconnected');
  expect((await mutations()).at(-1)).toMatchObject({
    method: 'DELETE',
    path: expect.stringContaining('/webhooks/') as unknown,
  });
  await admin('updateProject', { params: { id: project.id }, body: { name: 'Renamed after the end' } });
  const outbox = await admin('listOutbox', { query: { limit: 200 } });
  expect(outbox.data.every((item) => item.status === 'done')).toBe(true);

  // Reconnecting to the same organization goes on with the links that were kept.
  const reconnected = await admin('connectAlign', { body: { companyId, apiKey } });
  expect(reconnected.status).toBe('active');
  await admin('updateProject', { params: { id: project.id }, body: { name: 'Renamed after reconnecting' } });
  const renamed = await until('the new name at Align', async () =>
    (await mutations()).find(
      (row) => row.method === 'PATCH' && row.path.endsWith(`/projects/${alignProjectId}`),
    ),
  );
  expect(renamed.body).toMatchObject({ name: 'Renamed after reconnecting' });

  // Every entity was created exactly once.
  const created = (await mutations())
    .map(refOf)
    .filter((external) => external !== undefined)
    .map(({ externalType, externalId }) => `${externalType}/${externalId}`);
  expect(new Set(created).size).toBe(created.length);
});
