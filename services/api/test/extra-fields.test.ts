import { type RouteDescriptor, routes } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { bodyExamples } from '../src/openapi/body-examples.ts';
import { buildTenant } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';

const api = await startApi();
const world = await buildTenant(api.database);
const users = { company_admin: world.admin, platform_admin: world.platformAdmin, talent: world.talent.user };

/** What callers would like to say of a row and never may. */
const forbidden = {
  tenantId: 't',
  source: 'align',
  isAdjustment: true,
  createdAt: '2020-01-01T00:00:00.000Z',
};

const calls = Object.entries(bodyExamples).map(([name, body]) => ({ name, body: body as object }));

test.each(calls)('$name takes no field that it does not have', async ({ name, body }) => {
  const route: RouteDescriptor = routes[name as keyof typeof bodyExamples];
  const [role] = route.roles;
  if (role === undefined) throw new Error('nobody may');
  const response = await api.send(users[role], {
    method: route.method,
    path: route.path.replaceAll(/:\w+/g, 'none'),
    body: { ...body, ...forbidden },
  });
  expect(response.status).toBe(400);
  const { code, errors } = await problemOf(response);
  expect(code).toBe('validation_failed');
  expect(errors?.map(({ field }) => field).toSorted()).toEqual(Object.keys(forbidden).toSorted());
});

test.each([
  ['POST', '/api/time-entries', { engagementId: 'e', workDate: '2026-03-02', minutes: 60 }],
  ['PATCH', '/api/time-entries/none', { minutes: 60 }],
])('no hours are approved by whoever logs them: %s %s', async (method, path, body) => {
  const response = await api.send(world.talent.user, { method, path, body: { ...body, status: 'approved' } });
  expect(response.status).toBe(400);
  expect((await problemOf(response)).errors).toMatchObject([{ field: 'status' }]);
});

test('a filter of a retry that does not exist is not passed over', async () => {
  const body = { filter: { companyId: world.company.id, tenantId: world.tenantId } };
  const path = '/api/admin/align/sync/retry-failed';
  const response = await api.send(world.admin, { method: 'POST', path, body });
  expect(response.status).toBe(400);
  expect((await problemOf(response)).errors).toMatchObject([{ field: 'filter.tenantId' }]);
});
