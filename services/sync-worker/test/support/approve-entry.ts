import { randomUUID } from 'node:crypto';
import { parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { storeDeliveries, writeLink } from '@illumera/sync';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
  createTimeEntry,
} from '@illumera/testkit';

/** A submitted entry of a company of its own that Align has, and an approval of it to deliver. */
export async function approveEntry(database: Database) {
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const scope = { tenantId: tenant.id, companyId: company.id };
  const connection = await createConnection(database, { ...scope, encryptedApiKey: 'sealed' });
  const { profile } = await createPerson(database, { tenantId: tenant.id });
  const project = await createProject(database, scope);
  const engagement = await createEngagement(database, {
    ...scope,
    projectId: project.id,
    personId: profile.id,
  });
  const entry = await createTimeEntry(database, engagement, { status: 'submitted' });
  const alignEntityId = `te_${randomUUID()}`;
  await writeLink(
    database,
    { ...scope, alignOrgId: connection.alignOrgId },
    { externalType: 'time_entry', externalId: entry.id, alignEntityType: 'time_entry', alignEntityId },
  );
  const body = Buffer.from(
    JSON.stringify({ id: randomUUID(), eventName: 'time.approved', entityId: alignEntityId, payload: {} }),
  );
  const reading = parseEvent(body);
  if (reading.kind !== 'event') throw new Error(reading.reason);
  const { event } = reading;
  return {
    ...scope,
    entry,
    alignEntityId,
    /** Stores it as webhook-ingest does before it acknowledges. */
    deliver: async () => {
      const delivery = { connection, deliveryId: randomUUID(), signature: 'sha256=0', body, event };
      return (await storeDeliveries(database, [delivery]))[0];
    },
    readDelivery: () =>
      database
        .selectFrom('alignWebhookDeliveries')
        .selectAll()
        .where('companyId', '=', company.id)
        .executeTakeFirstOrThrow(),
  };
}

export type Approval = Awaited<ReturnType<typeof approveEntry>>;
