import { createCompany, createTenant, createUser, startAlignSandbox } from '@illumera/testkit';
import { afterAll, expect, test } from 'vitest';
import { startApi } from './support/start-api.ts';

const sandbox = await startAlignSandbox();
afterAll(() => sandbox.stop());
const api = await startApi({ ALIGN_BASE_URL: `${sandbox.url}/api/v1` });
const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
  name: 'Acme',
});
const mint = async () =>
  (await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId })).apiKey;

test('each thing done to a connection leaves who did it, and the budget of its key is told', async () => {
  const { id: tenantId } = await createTenant(api.database);
  const { id: companyId } = await createCompany(api.database, { tenantId });
  const admin = await createUser(api.database, { tenantId, companyId, role: 'company_admin' });
  const call = api.as(admin);
  const [first, second] = [await mint(), await mint()];
  const { id } = await call('connectAlign', { body: { companyId, apiKey: first } });
  const { rateBudgets } = await call('summarizeSync', {});
  expect(rateBudgets).toEqual([
    {
      connectionId: id,
      companyId,
      requestsPerMinute: 600,
      takenSecondsAhead: expect.any(Number),
      restsForSeconds: 0,
    },
  ]);
  await call('updateConnection', { params: { id }, body: { apiKey: second } });
  await call('updateConnection', { params: { id }, body: { importAlignEntries: 'off' } });
  await call('rotateWebhookSecret', { params: { id } });
  await call('disconnectAlign', { params: { id } });
  await call('disconnectAlign', { params: { id } });
  const actions = await api.database
    .selectFrom('operatorActions')
    .select(['action', 'detail', 'actorId', 'companyId', 'subjectId'])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();
  const by = { actorId: admin.id, companyId, subjectId: id };
  expect(actions).toEqual([
    {
      ...by,
      action: 'connection.connect',
      detail: { alignOrgId: organizationId, keyLastFour: first.slice(-4) },
    },
    { ...by, action: 'connection.change', detail: { keyLastFour: second.slice(-4) } },
    { ...by, action: 'connection.change', detail: { importAlignEntries: 'off' } },
    { ...by, action: 'connection.rotate_secret', detail: {} },
    { ...by, action: 'connection.disconnect', detail: {} },
  ]);
});
