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
} from '@illumera/testkit';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

export type FilledTenant = Awaited<ReturnType<typeof fillTenant>>;

/** A tenant that has a row in each table that names one. */
export async function fillTenant(database: Database) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const { user, profile } = await createPerson(database, { tenantId });
  const project = await createProject(database, scope);
  await createSlot(database, { tenantId, projectId: project.id });
  const work = { projectId: project.id, personId: profile.id, status: 'accepted' as const };
  const engagement = await createEngagement(database, { ...scope, ...work });
  const entry = await createTimeEntry(database, engagement, { status: 'submitted' });
  const connection = await createConnection(database, {
    ...scope,
    encryptedApiKey: 'sealed',
    alignOrgId: `org_${uuid()}`,
  });
  const filled = { ...scope, user, project, engagement, entry, connection };
  await fillOutbound(database, filled);
  await fillInbound(database, filled);
  await fillRuns(database, filled);
  await fillRest(database, filled);
  return filled;
}

interface Filled {
  tenantId: string;
  companyId: string;
  user: { id: string };
  project: { id: string };
  engagement: { id: string };
  entry: { id: string };
  connection: { id: string; alignOrgId: string };
}

const scopeOf = ({ tenantId, companyId }: Filled) => ({ tenantId, companyId });

async function fillOutbound(database: Database, tenant: Filled): Promise<void> {
  const { project, user, engagement, entry, connection } = tenant;
  const linked = [
    { type: 'project', id: project.id },
    { type: 'user', id: user.id },
    { type: 'project_member', id: engagement.id },
    { type: 'time_entry', id: entry.id },
    { type: 'wiki_page', id: project.id },
  ] as const;
  const links = linked.map(({ type, id }) => ({
    id: uuid(),
    ...scopeOf(tenant),
    alignOrgId: connection.alignOrgId,
    externalType: type,
    externalId: id,
    alignEntityType: type,
    alignEntityId: `${type}_of_${id}`,
  }));
  await database.insertInto('alignEntityLinks').values(links).execute();
  const intent = { id: uuid(), ...scopeOf(tenant), entityType: 'project', localId: project.id } as const;
  await database
    .insertInto('alignSyncOutbox')
    .values({ ...intent, operation: 'upsert', nextRetryAt: sql<Date>`now() + interval '1 day'` })
    .execute();
  const call = { sentAt: new Date(), method: 'POST', path: '/projects', durationMs: 1, outcome: 'retry' };
  await database
    .insertInto('alignSyncAttempts')
    .values({ ...scopeOf(tenant), intentId: intent.id, ...call })
    .execute();
  const lease = { connectionId: connection.id, leasedUntil: sql<Date>`now()` };
  await database.insertInto('alignDrainLeases').values(lease).execute();
}

async function fillInbound(database: Database, tenant: Filled): Promise<void> {
  const connectionId = tenant.connection.id;
  const row = () => ({ id: uuid(), ...scopeOf(tenant), connectionId });
  const event = { deliveryId: uuid(), eventId: uuid(), eventName: 'time.approved', signature: 'sha256=0' };
  await database
    .insertInto('alignWebhookDeliveries')
    .values({ ...row(), ...event, body: Buffer.from('{}'), status: 'failed' })
    .execute();
  const evidence = { alignReleaseId: uuid(), document: Buffer.from('{}'), releasedAt: new Date() };
  await database
    .insertInto('alignReleaseEvidence')
    .values({ ...row(), ...evidence })
    .execute();
  await database
    .insertInto('alignMissedEvents')
    .values({ ...row(), reference: uuid(), cause: 'dead_letter' })
    .execute();
  const { companyId: _, ...test } = row();
  await database
    .insertInto('alignTestDeliveries')
    .values({ ...test, alignOrgId: tenant.connection.alignOrgId, requestedBy: 'operator' })
    .execute();
}

async function fillRuns(database: Database, tenant: Filled): Promise<void> {
  const { tenantId } = tenant;
  const run = { id: uuid(), ...scopeOf(tenant), connectionId: tenant.connection.id, slot: 'then' };
  const ended = { scope: 'nightly', state: 'complete', finishedAt: sql<Date>`now()` } as const;
  await database
    .insertInto('alignReconciliationRuns')
    .values({ ...run, ...ended })
    .execute();
  const part = { runId: run.id, tenantId };
  const entity = { externalType: 'time_entry', externalId: tenant.entry.id } as const;
  const step = { step: 'time_entries', counts: '{}', gaps: [] };
  await database
    .insertInto('alignReconciliationSteps')
    .values({ ...part, ...step })
    .execute();
  await database
    .insertInto('alignReconciliationChanges')
    .values({ id: uuid(), ...part, ...entity })
    .execute();
  const read = { ...part, kind: 'time_entry', part: 'all', fetchedAt: new Date() };
  await database.insertInto('alignReconciliationParts').values(read).execute();
  await database
    .insertInto('alignReconciliationRows')
    .values({ ...read, remoteId: uuid(), data: '{}' })
    .execute();
  await database
    .insertInto('alignReconciliationSuspects')
    .values({ ...part, kind: 'missing', place: '', alignId: uuid() })
    .execute();
  const found = { id: uuid(), ...scopeOf(tenant), field: 'approved_minutes', ...entity };
  await database.insertInto('alignReconciliationLog').values(found).execute();
}

async function fillRest(database: Database, tenant: Filled): Promise<void> {
  const row = () => ({ id: uuid(), ...scopeOf(tenant) });
  await database
    .insertInto('invoices')
    .values({ ...row(), engagementId: tenant.engagement.id, amountCents: 100, currency: 'USD' })
    .execute();
  await database
    .insertInto('operatorActions')
    .values({ ...row(), actorId: 'operator', actorRole: 'platform_admin', action: 'x', subjectType: 'y' })
    .execute();
  const planned = { plannedProjects: 0, plannedUsers: 0, plannedProjectMembers: 0, plannedTimeEntries: 0 };
  const asked = { connectionId: tenant.connection.id, requestedBy: 'operator', plannedWikiPages: 0 };
  await database
    .insertInto('alignBackfills')
    .values({ ...row(), ...planned, ...asked, finishedAt: new Date() })
    .execute();
  const request = {
    userId: tenant.user.id,
    route: 'createProject',
    idempotencyKey: uuid(),
    requestHash: '0',
  };
  await database
    .insertInto('idempotentRequests')
    .values({ ...request, tenantId: tenant.tenantId, claimToken: uuid(), heldUntil: new Date() })
    .execute();
}
