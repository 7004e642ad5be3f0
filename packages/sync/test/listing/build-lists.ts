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
import type { Actor } from '../../src/people/actor.ts';
import { findActor } from '../../src/people/find-actor.ts';

/** Companies that own very different shares of the same tables. */
export async function buildLists(database: Database) {
  const { id: tenantId } = await createTenant(database);
  const large = await buildOwner(database, tenantId);
  return {
    tenantId,
    /** Most rows, early and late. */
    large,
    middling: await buildOwner(database, tenantId),
    /** A few hundred rows among all the others. */
    small: await buildOwner(database, tenantId),
    /** Early rows only. */
    dormant: await buildOwner(database, tenantId),
    /** Another tenant's. */
    foreign: await buildOwner(database, (await createTenant(database)).id),
    /** A few hundred rows, and alone in its tenant. */
    alone: await buildOwner(database, (await createTenant(database)).id),
    platform: await buildActor(database, { tenantId, role: 'platform_admin' }),
  };
}

export type Lists = Awaited<ReturnType<typeof buildLists>>;
export type Owner = Awaited<ReturnType<typeof buildOwner>>;

async function buildOwner(database: Database, tenantId: string) {
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const person = await createPerson(database, { tenantId });
  const busyProject = await createProject(database, scope);
  const earlyProject = await createProject(database, scope);
  const work = { ...scope, personId: person.profile.id };
  const engagement = await createEngagement(database, { ...work, projectId: earlyProject.id });
  const connection = await createConnection(database, { ...scope, encryptedApiKey: 'sealed' });
  return {
    ...scope,
    connectionId: connection.id,
    busyProjectId: busyProject.id,
    earlyProjectId: earlyProject.id,
    engagementId: engagement.id,
    personId: person.profile.id,
    admin: await buildActor(database, { ...scope, role: 'company_admin' }),
    talent: await actorOf(database, person.user.clerkUserId),
  };
}

async function buildActor(
  database: Database,
  user: { tenantId: string; companyId?: string; role: 'platform_admin' | 'company_admin' },
): Promise<Actor> {
  return actorOf(database, (await createUser(database, user)).clerkUserId);
}

async function actorOf(database: Database, clerkUserId: string | null): Promise<Actor> {
  const actor = await findActor(database, clerkUserId ?? '');
  if (actor === undefined) throw new Error('an actor is missing');
  return actor;
}
