import type { Database } from '@illumera/schema';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
  createUser,
} from '@illumera/testkit';
import { findActor } from '../../src/people/find-actor.ts';

/** A connected company with a project, its admin and a talent at work, each as whoever asks. */
export async function buildCompany(database: Database) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const adminUser = await createUser(database, { ...scope, role: 'company_admin' });
  const person = await createPerson(database, { tenantId });
  const connection = await createConnection(database, { ...scope, encryptedApiKey: 'sealed' });
  const project = await createProject(database, scope);
  const work = { projectId: project.id, personId: person.profile.id };
  const engagement = await createEngagement(database, { ...scope, ...work });
  const admin = await findActor(database, adminUser.clerkUserId ?? '');
  const talent = await findActor(database, person.user.clerkUserId ?? '');
  if (admin === undefined || talent === undefined) throw new Error('an actor is missing');
  return { ...scope, admin, talent, connection, project, engagement };
}

/** What the company's outbox holds, oldest first. */
export async function readIntents(database: Database, companyId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('alignSyncOutbox')
    .select(['operation', 'entityType', 'localId'])
    .where('companyId', '=', companyId)
    .orderBy('sequence')
    .execute();
  return rows.map((row) => `${row.operation} ${row.entityType} ${row.localId}`);
}
