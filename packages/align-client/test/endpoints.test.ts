import { expect, expectTypeOf, test } from 'vitest';
import { type AlignAnswerOf, type AlignClient, type EndpointName, endpoints } from '../src/index.ts';
import { answerJson, clientOf, startStandIn } from './stand-in.ts';

const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const other = '9a8b7c6d-0000-0000-0000-000000000002';
const externalId = '0190d5a4-7f6e-7000-8000-000000000001';

/** The calls that S1 shows with their answers: what goes out, and what comes back. */
const documented: Example[] = [
  {
    call: (client) => client.call('getMe'),
    sends: 'GET /me',
    answer: {
      apiKeyId: id,
      organizationId: '7b1e2c3d-0000-0000-0000-000000000001',
      scope: 'organization',
      scopedProjectId: null,
      permissions: ['read:project', 'write:entry'],
      createdByUserId: other,
      lastUsedAt: '2025-01-15T10:30:00Z',
    },
    reads: { scope: 'organization', permissions: ['read:project', 'write:entry'] },
  },
  {
    call: (client) =>
      client.call('inviteUser', {
        body: {
          email: 'alice@example.com',
          name: 'Alice Smith',
          role: 'developer',
          sendInvite: false,
          externalRef: { provider: 'illumera', externalType: 'user', externalId },
        },
      }),
    sends: 'POST /users/invite',
    body: {
      email: 'alice@example.com',
      name: 'Alice Smith',
      role: 'developer',
      sendInvite: false,
      externalRef: { provider: 'illumera', externalType: 'user', externalId },
    },
    answer: { userId: other, inviteId: id, created: true, status: 'invited' },
    reads: { userId: other, created: true },
  },
  {
    call: (client) =>
      client.call('bulkInviteUsers', {
        body: {
          invites: [
            {
              email: 'bob@example.com',
              name: 'Bob Jones',
              role: 'developer',
              externalRef: { provider: 'illumera', externalType: 'user', externalId },
            },
          ],
          sendInvite: false,
        },
      }),
    sends: 'POST /users/bulk-invite',
    body: {
      invites: [
        {
          email: 'bob@example.com',
          name: 'Bob Jones',
          role: 'developer',
          externalRef: { provider: 'illumera', externalType: 'user', externalId },
        },
      ],
      sendInvite: false,
    },
    answer: {
      results: [
        { userId: other, email: 'bob@example.com' },
        { error: { code: 'bad_email' } },
        { userId: '../x' },
      ],
      successCount: 1,
      failureCount: 1,
    },
    reads: {
      results: [
        { userId: other, email: 'bob@example.com' },
        { error: { code: 'bad_email' } },
        { userId: undefined },
      ],
    },
  },
  {
    call: (client) =>
      client.call('updateUser', {
        params: { userId: other },
        body: { name: 'Alice Smith-Jones', email: 'alice.new@example.com' },
      }),
    sends: `PATCH /users/${other}`,
    body: { name: 'Alice Smith-Jones', email: 'alice.new@example.com' },
    answer: { id: other, name: 'Alice Smith-Jones', email: 'alice.new@example.com', role: 'developer' },
    reads: { id: other },
  },
  {
    call: (client) =>
      client.call('createProject', {
        body: {
          name: 'Federal Data Platform Modernization',
          description: 'GSA data modernization program',
          timeBillingEnabled: true,
          externalRef: { provider: 'illumera', externalType: 'project', externalId },
        },
      }),
    sends: 'POST /projects',
    body: {
      name: 'Federal Data Platform Modernization',
      description: 'GSA data modernization program',
      timeBillingEnabled: true,
      externalRef: { provider: 'illumera', externalType: 'project', externalId },
    },
    answer: {
      id,
      name: 'Federal Data Platform Modernization',
      description: 'GSA data modernization program',
      status: 'active',
      organizationId: '7b1e2c3d-0000-0000-0000-000000000001',
      clientId: other,
      createdAt: '2025-01-01T00:00:00Z',
    },
    reads: { id },
  },
  {
    call: (client) => client.call('updateProject', { params: { projectId: id }, body: { name: 'New name' } }),
    sends: `PATCH /projects/${id}`,
    body: { name: 'New name' },
    answer: { id, name: 'New name' },
    reads: undefined,
  },
  {
    call: (client) =>
      client.call('addProjectMember', {
        params: { projectId: id, userId: other },
        body: {
          roleOverride: 'developer',
          externalRef: { provider: 'illumera', externalType: 'project_member', externalId },
        },
      }),
    sends: `POST /projects/${id}/members/${other}`,
    body: {
      roleOverride: 'developer',
      externalRef: { provider: 'illumera', externalType: 'project_member', externalId },
    },
    answer: { id, projectId: id, userId: other, roleOverride: 'developer', metadata: null },
    reads: { id, projectId: id, userId: other },
  },
  {
    call: (client) =>
      client.call('createTimeEntry', {
        params: { projectId: id },
        body: {
          userId: other,
          workDate: '2025-01-15',
          minutes: 150,
          description: 'Implemented authentication module',
          billable: true,
          externalRef: { provider: 'illumera', externalType: 'time_entry', externalId },
        },
      }),
    sends: `POST /projects/${id}/time-entries`,
    body: {
      userId: other,
      workDate: '2025-01-15',
      minutes: 150,
      description: 'Implemented authentication module',
      billable: true,
      externalRef: { provider: 'illumera', externalType: 'time_entry', externalId },
    },
    answer: {
      id,
      organizationId: '7b1e2c3d-0000-0000-0000-000000000001',
      projectId: other,
      userId: id,
      workDate: '2025-01-15',
      hours: '2.5',
      minutes: 150,
      description: 'Implemented authentication module',
      billable: true,
      status: 'draft',
      createdAt: '2025-01-15T12:00:00Z',
    },
    reads: { id, minutes: 150, hours: '2.5', status: 'draft' },
  },
  {
    call: (client) => client.call('submitTimeEntry', { params: { timeEntryId: id } }),
    sends: `POST /time-entries/${id}/submit`,
    answer: { id, status: 'submitted' },
    reads: { id, status: 'submitted' },
  },
  {
    call: (client) =>
      client.call('updateTimeEntry', {
        params: { timeEntryId: id },
        body: { minutes: 90, description: 'Revised estimate' },
      }),
    sends: `PATCH /time-entries/${id}`,
    body: { minutes: 90, description: 'Revised estimate' },
    answer: { id, minutes: 90, description: null, status: 'draft' },
    reads: { id, minutes: 90, description: null },
  },
  {
    call: (client) =>
      client.call('unlockTimeEntry', { params: { timeEntryId: id }, body: { reason: 'Wrong day' } }),
    sends: `POST /time-entries/${id}/unlock`,
    body: { reason: 'Wrong day' },
    answer: { id, status: 'draft' },
    reads: undefined,
  },
  {
    call: (client) =>
      client.call('getTimeSummary', { params: { projectId: id }, query: { status: 'approved' } }),
    sends: `GET /projects/${id}/time-summary?status=approved`,
    answer: {
      projectId: id,
      totalMinutes: 3600,
      totalHours: '60.0',
      billableMinutes: 2400,
      byStatus: { approved: 3600, submitted: 0 },
      byUser: [{ userId: other, totalMinutes: 3600 }],
    },
    reads: { totalMinutes: 3600, byStatus: { approved: 3600, submitted: 0 } },
  },
  {
    call: (client) => client.call('getCostSummary', { params: { projectId: id } }),
    sends: `GET /projects/${id}/cost-summary`,
    answer: {
      projectId: id,
      currency: 'USD',
      plannedCost: '50000.00',
      actualCost: 32500.5,
      approvedCost: '31000.00',
      pendingCost: '1500.00',
    },
    reads: { currency: 'USD', actualCost: '32500.5', approvedCost: '31000.00' },
  },
  {
    call: (client) =>
      client.call('createWikiPage', {
        params: { projectId: id },
        body: {
          title: 'Illumera Staffing Plan',
          content: '# Illumera Staffing Plan — Federal Data Platform\n\n…',
          externalRef: { provider: 'illumera', externalType: 'wiki_page', externalId },
        },
      }),
    sends: `POST /projects/${id}/wiki-pages`,
    body: {
      title: 'Illumera Staffing Plan',
      content: '# Illumera Staffing Plan — Federal Data Platform\n\n…',
      externalRef: { provider: 'illumera', externalType: 'wiki_page', externalId },
    },
    answer: { id, projectId: other, title: 'Illumera Staffing Plan', content: '# …' },
    reads: { id },
  },
  {
    call: (client) =>
      client.call('createWebhook', {
        body: {
          destinationUrl: 'https://api.illumera.us/api/webhooks/align',
          eventNames: ['time.logged', 'time.approved'],
          description: 'Illumera integration',
        },
      }),
    sends: 'POST /webhooks',
    body: {
      destinationUrl: 'https://api.illumera.us/api/webhooks/align',
      eventNames: ['time.logged', 'time.approved'],
      description: 'Illumera integration',
    },
    answer: {
      id,
      destinationUrl: 'https://api.illumera.us/api/webhooks/align',
      eventNames: ['time.logged', 'time.approved'],
      enabled: true,
      description: 'Illumera integration',
      hmacSecret: 'whsec_abc123...',
      createdAt: '2025-01-01T00:00:00Z',
    },
    reads: { id, hmacSecret: 'whsec_abc123...' },
  },
  {
    call: (client) => client.call('listWebhooks'),
    sends: 'GET /webhooks',
    answer: [{ id, destinationUrl: 'https://a.example/hook', eventNames: [], enabled: false }],
    reads: { data: [{ id, enabled: false }], total: 1 },
  },
  {
    call: (client) => client.call('testWebhook', { params: { webhookId: id } }),
    sends: `POST /webhooks/${id}/test`,
    answer: {
      deliveryId: 'delivery-uuid',
      subscriptionId: 'sub-uuid',
      eventName: 'webhook.test',
      firedAt: '2026-05-28T12:00:00.000Z',
    },
    reads: { deliveryId: 'delivery-uuid' },
  },
  {
    call: (client) => client.call('listWebhookDeliveries', { params: { webhookId: id }, query: { page: 1 } }),
    sends: `GET /webhooks/${id}/deliveries?page=1`,
    answer: { data: [{ id, status: 'dead_letter', responseCode: 401, responseBody: {} }], total: 1 },
    reads: { data: [{ id, status: 'dead_letter', responseCode: 401 }] },
  },
  {
    call: (client) =>
      client.call('listIntegrationLinks', { query: { provider: 'illumera', page: 1, pageSize: 100 } }),
    sends: 'GET /integration-links?page=1&pageSize=100&provider=illumera',
    answer: {
      data: [
        {
          id: 'link-uuid-1',
          provider: 'illumera',
          externalType: 'time_log',
          externalId: 'illumera-log-9876',
          alignEntityType: 'time_entry',
          alignEntityId: 'te-uuid-1',
          projectId: 'proj-uuid-1',
          organizationId: 'org-uuid-1',
          createdAt: '2026-05-26T09:00:00.000Z',
        },
      ],
      page: 1,
      pageSize: 100,
      total: 1,
    },
    reads: { total: 1, data: [{ externalId: 'illumera-log-9876', alignEntityId: 'te-uuid-1' }] },
  },
  {
    call: (client) =>
      client.call('listTimeEntries', { params: { projectId: id }, query: { startDate: '2026-05-01' } }),
    sends: `GET /projects/${id}/time-entries?startDate=2026-05-01`,
    answer: { data: [], total: 0 },
    reads: { data: [], total: 0 },
  },
  {
    call: (client) => client.call('getReleaseEvidence', { params: { releaseId: id } }),
    sends: `GET /releases/${id}/evidence`,
    answer: { entries: [{ any: 'thing' }] },
    reads: { entries: [{ any: 'thing' }] },
  },
  {
    call: (client) => client.call('removeProjectMember', { params: { projectId: id, userId: other } }),
    sends: `DELETE /projects/${id}/members/${other}`,
    answer: {},
    reads: undefined,
  },
];

interface Example {
  call: (client: AlignClient) => Promise<unknown>;
  sends: string;
  body?: unknown;
  answer: unknown;
  reads: object | undefined;
}

test.each(documented)(
  '$sends sends and reads what the documents show',
  async ({ call, sends, body, answer, reads }) => {
    const { baseUrl, seen } = await startStandIn((response) => answerJson(response, answer, 200));
    const model = await call(clientOf({ baseUrl }));
    expect({ model }).toMatchObject({ model: reads });
    const sent = seen[0];
    expect(`${sent?.method} ${sent?.url.replace('/api/v1', '')}`).toBe(sends);
    expect(sent?.body === '' ? undefined : JSON.parse(sent?.body ?? '')).toEqual(body);
  },
);

test('marks the calls that no page of Align documents', () => {
  const assumed = Object.entries(endpoints).filter(([, endpoint]) => 'assumed' in endpoint);
  expect(assumed.map(([, { method, path }]) => `${method} ${path}`)).toEqual([
    'DELETE /projects/:projectId/members/:userId',
    'PATCH /wiki-pages/:wikiPageId',
  ]);
});

test('has each method and path once, and calls everything but a GET a mutation', () => {
  const table = Object.values(endpoints);
  expect(new Set(table.map(({ method, path }) => `${method} ${path}`)).size).toBe(table.length);
  for (const { method, mutation } of table) expect(mutation).toBe(method !== 'GET');
});

test('types the parts and the answer of a call from the table', () => {
  expectTypeOf<AlignAnswerOf<'deleteTimeEntry'>>().toEqualTypeOf<undefined>();
  expectTypeOf<AlignAnswerOf<'createProject'>['id']>().toEqualTypeOf<string>();
  expectTypeOf<AlignAnswerOf<'listUsers'>['total']>().toEqualTypeOf<number>();
  expectTypeOf<'getMe' | 'updateWikiPage'>().toExtend<EndpointName>();
  expectTypeOf(refusedByTypes).toBeFunction();
});

/** Never called: each line has to fail the type check. */
const refusedByTypes = (client: AlignClient) => [
  // @ts-expect-error there is no such call
  client.call('dropTables'),
  // @ts-expect-error the id is missing
  client.call('submitTimeEntry'),
  // @ts-expect-error a parameter is missing
  client.call('addProjectMember', { params: { projectId: id }, body: {} }),
  // @ts-expect-error a GET carries no idempotency key
  client.call('getMe', { idempotencyKey: 'x' }),
  // @ts-expect-error the body has no such field
  client.call('updateUser', { params: { userId: id }, body: { status: 'gone' } }),
];
