import { randomUUID } from 'node:crypto';
import { parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { seal } from '@illumera/sealed';
import { apiKeyContext, storeDeliveries, writeLink } from '@illumera/sync';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
  createTimeEntry,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { workerKeyring } from './start-worker.ts';

/**
 * A submitted entry of a company of its own that Align has, and an approval of it to deliver. Where that is tied, the entry was
 * rejected at the very time of the approval, so that Align has to be asked which of the two holds.
 */
export async function approveEntry(database: Database, { isTied = false } = {}) {
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const scope = { tenantId: tenant.id, companyId: company.id };
  const connectionId = uuid();
  const connection = await createConnection(database, {
    ...scope,
    id: connectionId,
    encryptedApiKey: seal(workerKeyring, `ako_${connectionId}`, apiKeyContext(connectionId)),
  });
  const { profile } = await createPerson(database, { tenantId: tenant.id });
  const project = await createProject(database, scope);
  const engagement = await createEngagement(database, {
    ...scope,
    projectId: project.id,
    personId: profile.id,
  });
  const occurredAt = new Date();
  const entry = await createTimeEntry(
    database,
    engagement,
    isTied ? { status: 'rejected' } : { status: 'submitted' },
  );
  const alignEntityId = `te_${randomUUID()}`;
  await writeLink(
    database,
    { ...scope, alignOrgId: connection.alignOrgId },
    { externalType: 'time_entry', externalId: entry.id, alignEntityType: 'time_entry', alignEntityId },
  );
  if (isTied) {
    await database
      .updateTable('timeEntries')
      .set({ alignOccurredAt: occurredAt })
      .where('id', '=', entry.id)
      .execute();
  }
  const body = Buffer.from(
    JSON.stringify({
      id: randomUUID(),
      eventName: 'time.approved',
      entityId: alignEntityId,
      occurredAt: occurredAt.toISOString(),
      payload: { projectId: 'p_1' },
    }),
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
