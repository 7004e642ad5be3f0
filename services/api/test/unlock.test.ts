import { createKeyring, seal } from '@illumera/sealed';
import { apiKeyContext, writeLink } from '@illumera/sync';
import { createTimeEntry, startAlignSandbox } from '@illumera/testkit';
import { afterAll, expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { ENCRYPTION_KEY, startApi } from './support/start-api.ts';

const sandbox = await startAlignSandbox();
afterAll(() => sandbox.stop());
const api = await startApi({ ALIGN_BASE_URL: `${sandbox.url}/api/v1` });
const world = await buildTenant(api.database);
const { tenantId, company, admin, connection, engagement } = world;
const keyring = createKeyring({ current: ENCRYPTION_KEY, retired: [] });

const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
  name: 'Acme',
});
const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
await api.database
  .updateTable('alignConnections')
  .set({
    alignOrgId: organizationId,
    encryptedApiKey: seal(keyring, apiKey, apiKeyContext(connection.id)),
  })
  .where('id', '=', connection.id)
  .execute();

async function align<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Answer;
}

const unlock = (id: string) =>
  api.as(admin)('unlockTimeEntry', { params: { id }, body: { reason: 'Wrong day' } });
const conflict = (detail: RegExp) =>
  expect.objectContaining({
    status: 409,
    problem: expect.objectContaining({ detail: expect.stringMatching(detail) }),
  });

/** An entry that both sides have, submitted at Align. */
async function submittedAtAlign() {
  const project = await align<{ id: string }>('POST', '/projects', { name: 'P' });
  const user = await align<{ userId: string }>('POST', '/users/invite', {
    email: `${project.id}@example.test`,
    name: 'Ada',
    role: 'developer',
    sendInvite: false,
  });
  await align('POST', `/projects/${project.id}/members/${user.userId}`, {});
  const logged = await align<{ id: string }>('POST', `/projects/${project.id}/time-entries`, {
    userId: user.userId,
    workDate: '2026-03-02',
    minutes: 120,
    billable: true,
  });
  await align('POST', `/time-entries/${logged.id}/submit`);
  const entry = await createTimeEntry(api.database, engagement, { status: 'approved' });
  const link = { externalType: 'time_entry', externalId: entry.id, alignEntityType: 'time_entry' } as const;
  const scope = { tenantId, companyId: company.id, alignOrgId: organizationId };
  await writeLink(api.database, scope, { ...link, alignEntityId: logged.id });
  return { entryId: entry.id, alignId: logged.id };
}

test('asks Align to unlock and leaves the entry to the event that follows', async () => {
  const { entryId, alignId } = await submittedAtAlign();
  await sandbox.control('POST', `/time-entries/${alignId}/approve`, {});
  expect(await unlock(entryId)).toMatchObject({ id: entryId, status: 'approved' });
  const { data } = await sandbox.control<{
    data: { method: string; body: unknown; idempotencyKey: string }[];
  }>('GET', `/requests?path=/time-entries/${alignId}/unlock`);
  const actions = await api.database
    .selectFrom('operatorActions')
    .select(['action', 'actorId', 'reason'])
    .where('subjectId', '=', entryId)
    .execute();
  expect(actions).toEqual([{ action: 'time_entry.unlock', actorId: admin.id, reason: 'Wrong day' }]);
  expect(data).toMatchObject([
    { method: 'POST', body: { reason: 'Wrong day' }, idempotencyKey: expect.stringContaining(entryId) },
  ]);
});

test("passes on Align's refusal", async () => {
  const { entryId } = await submittedAtAlign();
  await expect(unlock(entryId)).rejects.toEqual(conflict(/^Align refuses/));
});

test('refuses what has not reached Align, and what is not approved', async () => {
  const alone = await createTimeEntry(api.database, engagement, { status: 'locked' });
  await expect(unlock(alone.id)).rejects.toEqual(conflict(/not reached Align/));
  await expect(unlock(world.entry.id)).rejects.toEqual(conflict(/Only entries that are approved or locked/));
});
