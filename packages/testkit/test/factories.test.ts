import { expect, test } from 'vitest';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createSlot,
  createTenant,
  createTimeEntry,
  useTestDatabase,
} from '../src/index.ts';

const { database } = await useTestDatabase();

test('builds a company with a person engaged on its project', async () => {
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const parent = { tenantId: tenant.id, companyId: company.id };
  const connection = await createConnection(database, { ...parent, encryptedApiKey: 'sealed' });
  const project = await createProject(database, parent);
  const slot = await createSlot(database, { tenantId: tenant.id, projectId: project.id, hours: 12 });
  const { profile } = await createPerson(database, { tenantId: tenant.id, name: 'Sam Ortiz' });
  const engagement = await createEngagement(database, {
    ...parent,
    projectId: project.id,
    personId: profile.id,
  });
  const entry = await createTimeEntry(database, engagement, { minutes: 45 });

  expect(connection).toMatchObject({ ...parent, status: 'active' });
  expect(slot).toMatchObject({ projectId: project.id, hours: 12, status: 'open' });
  expect(entry).toMatchObject({ ...parent, engagementId: engagement.id, minutes: 45, status: 'draft' });
});
