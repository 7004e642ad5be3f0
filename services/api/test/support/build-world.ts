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
import { v7 as uuid } from 'uuid';

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
  const delivery = await createDelivery(database, { ...scope, connectionId: connection.id });
  const discrepancy = { id: uuid(), ...scope, field: 'approved_minutes' };
  await database.insertInto('alignReconciliationLog').values(discrepancy).execute();
  const backfill = { id: uuid(), ...scope, connectionId: connection.id, requestedBy: admin.id };
  await database
    .insertInto('alignBackfills')
    .values({ ...backfill, ...nothingPlanned })
    .execute();
  const atWork = { backfill, project, slot, engagement, entry, connection, delivery, discrepancy };
  return { tenantId, company, admin, platformAdmin, talent, ...atWork };
}

const nothingPlanned = {
  plannedProjects: 0,
  plannedUsers: 0,
  plannedProjectMembers: 0,
  plannedTimeEntries: 0,
  plannedWikiPages: 0,
};

/** A stored delivery whose handling has failed. */
async function createDelivery(
  database: Database,
  scope: { tenantId: string; companyId: string; connectionId: string },
) {
  const delivery = { id: uuid(), ...scope, deliveryId: uuid(), eventId: uuid(), eventName: 'time.approved' };
  const bytes = { body: Buffer.from('{}'), signature: 'sha256=00', status: 'failed' as const };
  await database
    .insertInto('alignWebhookDeliveries')
    .values({ ...delivery, ...bytes, error: 'broke' })
    .execute();
  return delivery;
}

export type TenantWorld = Awaited<ReturnType<typeof buildTenant>>;
