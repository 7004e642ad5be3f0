import type { Database } from '@illumera/schema';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createSlot,
  createTenant,
  createTimeEntry,
  createUser,
} from '@illumera/testkit';

/** A tenant with a company at work: a project with a slot, a talent engaged on it, an entry, a connection. */
export async function buildTenant(database: Database) {
  const { id: tenantId } = await createTenant(database);
  const company = await createCompany(database, { tenantId });
  const admin = await createUser(database, { tenantId, role: 'company_admin', companyId: company.id });
  const platformAdmin = await createUser(database, { tenantId, role: 'platform_admin' });
  const talent = await createPerson(database, { tenantId });
  const scope = { tenantId, companyId: company.id };
  const project = await createProject(database, scope);
  const slot = await createSlot(database, { tenantId, projectId: project.id });
  const person = { projectId: project.id, personId: talent.profile.id };
  const engagement = await createEngagement(database, { ...scope, ...person });
  const entry = await createTimeEntry(database, engagement);
  const connection = await createConnection(database, { ...scope, encryptedApiKey: 'sealed' });
  return { tenantId, company, admin, platformAdmin, talent, project, slot, engagement, entry, connection };
}

export type TenantWorld = Awaited<ReturnType<typeof buildTenant>>;
