import { type Role, type RouteName, routes, syncEventsRoute } from '@illumera/api-models';
import { createCompany, createUser } from '@illumera/testkit';
import { generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { buildTenant, type TenantWorld } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';
import { epochSeconds } from './support/start-issuer.ts';

const api = await startApi();
const home = await buildTenant(api.database);
const abroad = await buildTenant(api.database);
const neighbour = await createCompany(api.database, { tenantId: home.tenantId });
const neighbourAdmin = await createUser(api.database, {
  tenantId: home.tenantId,
  companyId: neighbour.id,
  role: 'company_admin',
});

interface Sample {
  path: string;
  body?: unknown;
}

/** A well-formed call of every route, on what belongs to one tenant. A new route does not compile until it is here. */
const samples: { [Name in RouteName]: (world: TenantWorld) => Sample } = {
  readMe: () => ({ path: '/api/me' }),
  connectAlign: ({ company }) => ({
    path: '/api/align/connections',
    body: { companyId: company.id, apiKey: 'ako_00000000' },
  }),
  listConnections: ({ company }) => ({ path: `/api/align/connections?companyId=${company.id}` }),
  readConnection: ({ connection }) => ({ path: `/api/align/connections/${connection.id}` }),
  updateConnection: ({ connection }) => ({
    path: `/api/align/connections/${connection.id}`,
    body: { importAlignEntries: 'off' },
  }),
  rotateWebhookSecret: ({ connection }) => ({
    path: `/api/align/connections/${connection.id}/rotate-webhook-secret`,
  }),
  testConnection: ({ connection }) => ({ path: `/api/align/connections/${connection.id}/test` }),
  disconnectAlign: ({ connection }) => ({ path: `/api/align/connections/${connection.id}` }),
  startBackfill: ({ connection }) => ({
    path: `/api/align/connections/${connection.id}/backfill`,
    body: { dryRun: true },
  }),
  listBackfills: ({ company }) => ({ path: `/api/align/backfills?companyId=${company.id}` }),
  readBackfill: ({ backfill }) => ({ path: `/api/align/backfills/${backfill.id}` }),
  createProject: ({ company }) => ({ path: '/api/projects', body: { companyId: company.id, name: 'A' } }),
  listProjects: () => ({ path: '/api/projects' }),
  readProject: ({ project }) => ({ path: `/api/projects/${project.id}` }),
  updateProject: ({ project }) => ({ path: `/api/projects/${project.id}`, body: { name: 'B' } }),
  activateProject: ({ project }) => ({ path: `/api/projects/${project.id}/activate` }),
  createSlot: ({ project }) => ({
    path: `/api/projects/${project.id}/slots`,
    body: { title: 'Welder', hours: 8, durationWeeks: 1 },
  }),
  updateSlot: ({ project, slot }) => ({
    path: `/api/projects/${project.id}/slots/${slot.id}`,
    body: { hours: 9 },
  }),
  deleteSlot: ({ project, slot }) => ({ path: `/api/projects/${project.id}/slots/${slot.id}` }),
  listPeople: () => ({ path: '/api/people' }),
  createEngagement: ({ project, talent }) => ({
    path: '/api/engagements',
    body: { projectId: project.id, personId: talent.profile.id },
  }),
  listEngagements: () => ({ path: '/api/engagements' }),
  acceptEngagement: ({ engagement }) => ({ path: `/api/engagements/${engagement.id}/accept` }),
  endEngagement: ({ engagement }) => ({ path: `/api/engagements/${engagement.id}/end` }),
  createTimeEntry: ({ engagement }) => ({
    path: '/api/time-entries',
    body: { engagementId: engagement.id, workDate: '2026-03-02', minutes: 60 },
  }),
  listTimeEntries: ({ company }) => ({ path: `/api/time-entries?companyId=${company.id}` }),
  readTimeEntry: ({ entry }) => ({ path: `/api/time-entries/${entry.id}` }),
  updateTimeEntry: ({ entry }) => ({ path: `/api/time-entries/${entry.id}`, body: { minutes: 61 } }),
  deleteTimeEntry: ({ entry }) => ({ path: `/api/time-entries/${entry.id}` }),
  submitTimeEntry: ({ entry }) => ({ path: `/api/time-entries/${entry.id}/submit` }),
  adjustTimeEntry: ({ entry }) => ({ path: `/api/time-entries/${entry.id}/adjust`, body: { minutes: 5 } }),
  unlockTimeEntry: ({ entry }) => ({ path: `/api/time-entries/${entry.id}/unlock`, body: { reason: 'x' } }),
  createInvoice: ({ engagement }) => ({
    path: '/api/invoices',
    body: { engagementId: engagement.id, amountCents: 100, currency: 'USD' },
  }),
  listInvoices: () => ({ path: '/api/invoices' }),
  listOutbox: ({ company }) => ({ path: `/api/admin/align/sync/outbox?companyId=${company.id}` }),
  listDeliveries: ({ company }) => ({ path: `/api/admin/align/sync/deliveries?companyId=${company.id}` }),
  listDiscrepancies: ({ company }) => ({
    path: `/api/admin/align/sync/discrepancies?companyId=${company.id}`,
  }),
  summarizeSync: ({ company }) => ({ path: `/api/admin/align/sync/summary?companyId=${company.id}` }),
  readTimeline: ({ project }) => ({ path: `/api/admin/align/sync/timeline/project/${project.id}` }),
  retryFailed: ({ company }) => ({
    path: '/api/admin/align/sync/retry-failed',
    body: { filter: { companyId: company.id } },
  }),
  replayDelivery: ({ delivery }) => ({ path: `/api/admin/align/sync/deliveries/${delivery.id}/replay` }),
  changeDiscrepancy: ({ discrepancy }) => ({
    path: `/api/admin/align/sync/discrepancies/${discrepancy.id}`,
    body: { state: 'acknowledged', note: 'Known' },
  }),
  listRuns: ({ company }) => ({ path: `/api/admin/align/sync/runs?companyId=${company.id}` }),
  reconcile: ({ connection }) => ({
    path: '/api/admin/align/sync/reconcile',
    body: { connectionId: connection.id, scope: 'time_entries' },
  }),
};

const names = Object.keys(routes) as RouteName[];
const strangers: Record<Role, { clerkUserId: string | null }> = {
  platform_admin: abroad.platformAdmin,
  company_admin: abroad.admin,
  talent: abroad.talent.user,
};

/** Routes that show an actor's own rows whatever is asked; another's are simply not among them. */
const ownRowsOnly = new Set<RouteName>([
  'readMe',
  'listProjects',
  'listPeople',
  'listEngagements',
  'listInvoices',
]);

const call = (name: RouteName, world: TenantWorld) => ({
  method: routes[name].method,
  ...samples[name](world),
});

describe.each(names)('%s', (name) => {
  const allowed: readonly Role[] = routes[name].roles;
  const refused = (Object.keys(strangers) as Role[]).filter((role) => !allowed.includes(role));

  test('answers 401 without a token', async () => {
    const response = await api.send(undefined, call(name, home));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect((await problemOf(response)).code).toBe('unauthenticated');
  });

  test.each(refused)('answers 403 to a %s', async (role) => {
    const response = await api.send(strangers[role], call(name, home));
    expect(response.status).toBe(403);
    expect((await problemOf(response)).code).toBe('forbidden');
  });
});

/** Fastify draws its routes as a tree; a branch's path goes on from where its parent's ends. */
function servedRoutes(): string[] {
  const trunk: string[] = [];
  return api
    .printRoutes()
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^(.*?)[├└]── (\S*)(?: \(([^)]*)\))?/.exec(line) ?? [];
      const depth = indent.length / 4;
      trunk.splice(depth, trunk.length, part);
      const path = trunk.join('');
      const named = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD');
      return path.startsWith('/api/') ? named.map((method) => `${method} ${path}`) : [];
    });
}

test('every route that the server has is in the table', () => {
  const described = [...Object.values(routes), syncEventsRoute].map(
    ({ method, path }) => `${method} ${path}`,
  );
  expect(servedRoutes().toSorted()).toEqual(described.toSorted());
});

const shielded = names.filter((name) => !ownRowsOnly.has(name));
const asked = shielded.flatMap((name) => {
  const roles: readonly Role[] = routes[name].roles;
  return roles.map((role) => ({ name, role }));
});

test.each(asked.filter(({ name, role }) => name !== 'listTimeEntries' || role !== 'talent'))(
  '$name hides another tenant from a $role',
  async ({ name, role }) => {
    const response = await api.send(strangers[role], call(name, home));
    expect(response.status).toBe(404);
    expect((await problemOf(response)).code).toBe('not_found');
  },
);

test.each(asked.filter(({ role }) => role === 'company_admin'))(
  "$name hides another company from the tenant's own company admin",
  async ({ name }) => {
    const response = await api.send(neighbourAdmin, call(name, home));
    expect(response.status).toBe(404);
  },
);

test("a talent's list of another company's entries is empty", async () => {
  const list = await api.as(abroad.talent.user)('listTimeEntries', { query: { companyId: home.company.id } });
  expect(list).toEqual({ data: [], nextCursor: null });
});

test('lists show nothing of another tenant', async () => {
  const projects = await api.as(abroad.admin)('listProjects', {});
  expect(projects.data.map((project) => project.id)).toEqual([abroad.project.id]);
  const people = await api.as(abroad.admin)('listPeople', {});
  expect(people.data.map((person) => person.id)).toEqual([abroad.talent.profile.id]);
  const engagements = await api.as(neighbourAdmin)('listEngagements', {});
  expect(engagements.data).toEqual([]);
});

test("a platform admin sees the connections of the tenant's every company, and of no other tenant", async () => {
  const seen = await api.as(home.platformAdmin)('readConnection', { params: { id: home.connection.id } });
  expect(seen.companyId).toBe(home.company.id);
  const list = await api.as(abroad.platformAdmin)('listConnections', {});
  expect(list.data.map((connection) => connection.companyId)).toEqual([abroad.company.id]);
});

test('tells who is signed in by the row, whatever the token claims', async () => {
  const token = await api.issuer.sign({ sub: home.talent.user.clerkUserId ?? '', role: 'platform_admin' });
  const response = await fetch(`${api.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await response.json()).toMatchObject({
    role: 'talent',
    personId: home.talent.profile.id,
    companyName: null,
  });
});

const sub = home.admin.clerkUserId ?? '';
const { privateKey: foreignKey } = await generateKeyPair('RS256');
const unsigned = (payload: object) =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.`;

test.each([
  ['has expired', () => api.issuer.sign({ sub, exp: epochSeconds() - 30 })],
  ['is not valid yet', () => api.issuer.sign({ sub, nbf: epochSeconds() + 30 })],
  ['is of another issuer', () => api.issuer.sign({ sub, iss: 'http://elsewhere.test' })],
  ['is of another party', () => api.issuer.sign({ sub, azp: 'http://elsewhere.test' })],
  ['never expires', () => api.issuer.sign({ sub }, { expires: false })],
  ['names nobody here', () => api.issuer.sign({ sub: 'user_unknown' })],
  ['is signed with another key', () => api.issuer.sign({ sub }, { key: foreignKey })],
  ['is not signed', async () => unsigned({ sub, iss: api.issuer.issuer, exp: epochSeconds() + 60 })],
  ['is no token', async () => 'a.b.c'],
])('refuses a token that %s', async (_, makeToken) => {
  const headers = { authorization: `Bearer ${await makeToken()}` };
  const response = await fetch(`${api.url}/api/me`, { headers });
  expect(response.status).toBe(401);
});

test('forgives a clock that is 3 seconds off', async () => {
  const token = await api.issuer.sign({ sub, exp: epochSeconds() - 3 });
  const response = await fetch(`${api.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
});
