import { randomUUID } from 'node:crypto';
import { type AlignEventName, parseEvent } from '@illumera/align-client';
import type { Database, TimeEntryStatus } from '@illumera/schema';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
  createTimeEntry,
} from '@illumera/testkit';
import { type AlignOf, handleDelivery, storeDeliveries, writeLink } from '../src/index.ts';
import { asWorker } from './support/as-worker.ts';

interface Delivered {
  eventName: AlignEventName | (string & {});
  occurredAt?: string;
  entityId?: string;
  payload?: Record<string, unknown>;
  id?: string;
  schemaVersion?: number;
}

/** No key of Align's may be used. */
export const noAlign: AlignOf = () => undefined;

/** A company connected to Align, as the webhooks see it: deliveries are stored and handled by the test's own hand. */
export async function inboundCompany(database: Database) {
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const parent = { tenantId: tenant.id, companyId: company.id };
  const alignOrgId = `org_${randomUUID()}`;
  const connection = await createConnection(database, { ...parent, encryptedApiKey: 'sealed', alignOrgId });
  const scope = { ...parent, alignOrgId };
  const { profile } = await createPerson(database, { tenantId: tenant.id });
  const project = await createProject(database, parent);
  const engagement = await createEngagement(database, {
    ...parent,
    projectId: project.id,
    personId: profile.id,
  });

  async function entry(status: TimeEntryStatus = 'submitted') {
    const { id } = await createTimeEntry(database, engagement, { status });
    return { id, alignId: `te_${randomUUID()}` };
  }

  function link(entity: { id: string; alignId: string }, onDatabase = database) {
    return writeLink(onDatabase, scope, {
      externalType: 'time_entry',
      externalId: entity.id,
      alignEntityType: 'time_entry',
      alignEntityId: entity.alignId,
    });
  }

  async function store(event: Delivered) {
    const { id = randomUUID(), schemaVersion = 1, payload = {}, ...rest } = event;
    const body = Buffer.from(JSON.stringify({ id, schemaVersion, ...rest, payload }));
    const reading = parseEvent(body);
    if (reading.kind !== 'event') throw new Error(reading.reason);
    const delivery = {
      connection,
      deliveryId: randomUUID(),
      signature: 'sha256=0',
      body,
      event: reading.event,
    };
    const [answer] = await storeDeliveries(database, [delivery]);
    const row = await database
      .selectFrom('alignWebhookDeliveries')
      .select('id')
      .where('connectionId', '=', connection.id)
      .where('eventId', '=', id)
      .executeTakeFirstOrThrow();
    return { answer, id: row.id };
  }

  return {
    ...parent,
    scope,
    connection,
    project,
    engagement,
    entry,
    link,
    store,
    linkedEntry: async (status?: TimeEntryStatus) => {
      const entity = await entry(status);
      await link(entity);
      return entity;
    },
    deliver: async (event: Delivered, alignOf = noAlign) =>
      handleDelivery(asWorker(database, parent.tenantId), (await store(event)).id, alignOf),
    makeAdjustment: (id: string, original: string) =>
      database
        .updateTable('timeEntries')
        .set({ isAdjustment: true, adjustsEntryId: original })
        .where('id', '=', id)
        .execute(),
    readEntry: (id: string) =>
      database.selectFrom('timeEntries').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    readDelivery: (id: string) =>
      database
        .selectFrom('alignWebhookDeliveries')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    discrepancies: () =>
      database
        .selectFrom('alignReconciliationLog')
        .select(['field', 'externalId', 'illumeraValue', 'alignValue', 'severity', 'state', 'timesSeen'])
        .where('companyId', '=', company.id)
        .orderBy('id')
        .execute(),
  };
}

/** An ISO time in the last minutes, by its place in a story. */
export function moment(step: number): string {
  return new Date(storyStart + step * 1_000).toISOString();
}
const storyStart = Date.now() - 600_000;
