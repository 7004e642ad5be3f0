import { createCompany, createConnection, createPerson, createTenant, createUser } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { startApi } from './support/start-api.ts';

const api = await startApi();
const { id: tenantId } = await createTenant(api.database);
const { id: companyId } = await createCompany(api.database, { tenantId });
const adminUser = await createUser(api.database, { tenantId, companyId, role: 'company_admin' });
const talentUser = await createPerson(api.database, { tenantId, name: 'Lin Okafor' });
await createConnection(api.database, { tenantId, companyId, encryptedApiKey: 'sealed' });
const admin = api.as(adminUser);
const talent = api.as(talentUser.user);

const problem = (status: number, code: string) =>
  expect.objectContaining({ status, problem: expect.objectContaining({ code }) });

/** What is to reach Align, oldest first. */
async function intents() {
  const { data } = await admin('listOutbox', { query: { limit: 200 } });
  return data.toReversed().map((item) => `${item.operation} ${item.entityType} ${item.localId}`);
}

test('a project, its slots, an engagement and its hours each leave their intents in order', async () => {
  const project = await admin('createProject', { body: { companyId, name: 'Pilot' } });
  const slot = await admin('createSlot', {
    params: { id: project.id },
    body: { title: 'Welder', hours: 20, durationWeeks: 2 },
  });
  await admin('updateProject', { params: { id: project.id }, body: { description: 'On site' } });
  await admin('updateProject', { params: { id: project.id }, body: {} });
  await admin('activateProject', { params: { id: project.id } });
  await expect(admin('activateProject', { params: { id: project.id } })).rejects.toEqual(
    problem(409, 'conflict'),
  );
  await admin('updateProject', { params: { id: project.id }, body: { name: 'Pilot' } });
  const slotParams = { id: project.id, slotId: slot.id };
  await admin('updateSlot', { params: slotParams, body: { status: 'filled' } });
  expect(await admin('readProject', { params: { id: project.id } })).toMatchObject({
    status: 'active',
    description: 'On site',
    slots: [{ id: slot.id, status: 'filled', hours: 20 }],
  });
  await admin('deleteSlot', { params: slotParams });
  await expect(admin('deleteSlot', { params: slotParams })).rejects.toEqual(problem(404, 'not_found'));

  const [person] = (await admin('listPeople', {})).data;
  expect(person).toMatchObject({ id: talentUser.profile.id, name: 'Lin Okafor' });
  const engagement = await admin('createEngagement', {
    body: { projectId: project.id, personId: talentUser.profile.id },
  });
  const { id: engagementId } = engagement;
  expect(engagement).toMatchObject({ status: 'offered', projectName: 'Pilot', personName: 'Lin Okafor' });
  const hours = { engagementId, workDate: '2026-03-02', minutes: 90 };
  await expect(talent('createTimeEntry', { body: hours })).rejects.toEqual(problem(409, 'conflict'));
  await talent('acceptEngagement', { params: { id: engagementId } });
  await expect(talent('acceptEngagement', { params: { id: engagementId } })).rejects.toEqual(
    problem(409, 'conflict'),
  );

  const entry = await talent('createTimeEntry', { body: hours });
  const params = { id: entry.id };
  expect(await talent('updateTimeEntry', { params, body: { minutes: 95, notes: 'Cut' } })).toMatchObject({
    minutes: 95,
    notes: 'Cut',
    status: 'draft',
    syncStatus: 'pending',
  });
  expect(await talent('submitTimeEntry', { params })).toMatchObject({ status: 'submitted' });
  const spare = await talent('createTimeEntry', { body: hours });
  await talent('deleteTimeEntry', { params: { id: spare.id } });
  await expect(talent('readTimeEntry', { params: { id: spare.id } })).rejects.toEqual(
    problem(404, 'not_found'),
  );
  expect((await admin('listTimeEntries', {})).data.map(({ id }) => id)).toEqual([entry.id]);
  expect(await admin('endEngagement', { params: { id: engagementId } })).toMatchObject({ status: 'ended' });

  expect(await intents()).toEqual([
    `upsert project ${project.id}`,
    `upsert project ${project.id}`,
    `upsert wiki_page ${project.id}`,
    `upsert project ${project.id}`,
    `upsert wiki_page ${project.id}`,
    `upsert wiki_page ${project.id}`,
    `upsert wiki_page ${project.id}`,
    `upsert user ${talentUser.user.id}`,
    `upsert project_member ${engagementId}`,
    `upsert time_entry ${entry.id}`,
    `upsert time_entry ${entry.id}`,
    `upsert time_entry_submit ${entry.id}`,
    `upsert time_entry ${spare.id}`,
    `delete time_entry ${spare.id}`,
    `delete project_member ${engagementId}`,
  ]);
});
