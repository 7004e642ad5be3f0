import { type AlignClient, type AlignTransport, alignClient } from '@illumera/align-client';
import type { Database, ExternalType, ImportMode, TimeEntryStatus } from '@illumera/schema';
import { concealed } from '@illumera/sealed';
import {
  type AlignSandbox,
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { createCircuits, hashKey, runReconciliation, writeLink } from '../../src/index.ts';
import { atOnce } from '../../src/reconciliation/at-once.ts';
import { type NewRun, startRuns } from '../../src/reconciliation/start-runs.ts';

/** What a test's own hand does to each call on its way to Align. */
export type Meddling = (client: AlignClient) => AlignClient;

export interface ReconciliationWorld {
  database: Database;
  sandbox: AlignSandbox;
  transport: AlignTransport;
}

const reference = (externalType: ExternalType, externalId: string) => ({
  provider: 'illumera' as const,
  externalType,
  externalId,
});

/** A day within the window that is compared, so many days ago. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** A company whose project, talent and entries are in an organization of the stand-in's, linked, without any events. */
export async function reconcilingCompany({ database, sandbox, transport }: ReconciliationWorld) {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  const align = alignClient(transport, concealed(apiKey));
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const parent = { tenantId, companyId };
  const alignOrgId = organizationId;
  const connection = await createConnection(database, {
    ...parent,
    encryptedApiKey: 'opened by the test',
    alignOrgId,
  });
  const { user, profile } = await createPerson(database, { tenantId });
  const project = await createProject(database, parent);
  const work = { projectId: project.id, personId: profile.id, status: 'accepted' } as const;
  const engagement = await createEngagement(database, { ...parent, ...work });
  const scope = { ...parent, alignOrgId };
  const link = (externalType: ExternalType, externalId: string, alignEntityId: string) =>
    writeLink(database, scope, { externalType, externalId, alignEntityType: externalType, alignEntityId });

  const { id: alignProjectId } = await align.call('createProject', {
    idempotencyKey: project.id,
    body: { name: project.name, timeBillingEnabled: true, externalRef: reference('project', project.id) },
  });
  const { userId: alignUserId } = await align.call('inviteUser', {
    idempotencyKey: user.id,
    body: {
      email: user.email,
      name: user.name,
      role: 'developer',
      sendInvite: false,
      externalRef: reference('user', user.id),
    },
  });
  await link('project', project.id, alignProjectId);
  await link('user', user.id, alignUserId);

  /** An entry of Align's own. */
  const logAtAlign = async (workDate: string, minutes = 60) => {
    const response = await fetch(`${sandbox.url}/api/v1/projects/${alignProjectId}/time-entries`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userId: alignUserId, workDate, minutes }),
    });
    const { id } = (await response.json()) as { id: string };
    return id;
  };
  const createAtAlign = ({ id: localId, workDate }: { id: string; workDate: string }) =>
    align.call('createTimeEntry', {
      params: { projectId: alignProjectId },
      idempotencyKey: localId,
      body: {
        userId: alignUserId,
        workDate,
        minutes: 60,
        description: 'Work',
        billable: true,
        externalRef: reference('time_entry', localId),
      },
    });
  /** Entries of ours that Align has, as drafts there; the links are as old as their entries. */
  const logMany = async (workDates: readonly string[], status: TimeEntryStatus = 'draft') => {
    const entries = workDates.map((workDate) => ({
      ...parent,
      id: uuid(),
      projectId: project.id,
      engagementId: engagement.id,
      personId: profile.id,
      workDate,
      status,
      minutes: 60,
      notes: 'Work',
    }));
    const alignIds = new Map<string, string>();
    await atOnce(entries, 8, async (entry) => {
      alignIds.set(entry.id, (await createAtAlign(entry)).id);
    });
    const logged = entries.map(({ id }) => ({ id, alignId: alignIds.get(id) ?? '' }));
    await database.insertInto('timeEntries').values(entries).execute();
    const links = logged.map(({ id: externalId, alignId: alignEntityId }) => ({ externalId, alignEntityId }));
    await database
      .insertInto('alignEntityLinks')
      .values(
        links.map((entity) => ({
          ...scope,
          ...entity,
          id: uuid(),
          externalType: 'time_entry' as const,
          alignEntityType: 'time_entry',
        })),
      )
      .execute();
    return logged;
  };
  /** One such entry. */
  const log = async (workDate: string, status?: TimeEntryStatus) => {
    const [entry] = await logMany([workDate], status);
    if (entry === undefined) throw new Error('no entry was logged');
    return entry;
  };
  /** Takes an entry at Align through these steps, of which no event comes here. */
  const move = async (
    alignId: string,
    ...steps: ('submit' | 'approve' | 'reject' | 'lock' | 'invoice' | 'unlock')[]
  ) => {
    for (const step of steps) {
      if (step === 'submit')
        await align.call('submitTimeEntry', { params: { timeEntryId: alignId }, idempotencyKey: uuid() });
      else await sandbox.control('POST', `/time-entries/${alignId}/${step}`, { reason: 'because' });
    }
  };
  const start = async (run: { slot?: string; scope?: NewRun['scope'] } = {}) => {
    const connections = [{ ...parent, id: connection.id }];
    const [runId] = await startRuns(database, { connections, scope: 'time_entries', slot: uuid(), ...run });
    if (runId === undefined) throw new Error('there is such a run already');
    return runId;
  };
  const take = (
    runId: string,
    meddle: Meddling = (client) => client,
    stopping = new AbortController().signal,
  ) =>
    runReconciliation(database, {
      runId,
      openKey: () => ({
        keyHash: hashKey(apiKey),
        client: (options) => meddle(alignClient(transport, concealed(apiKey), options)),
      }),
      circuits: createCircuits(),
      stopping,
      costToleranceCents: 100,
      limit: { requests: 60_000, windowMs: 60_000 },
    });

  return {
    ...parent,
    scope,
    connection,
    project,
    engagement,
    person: { user, profile },
    align,
    alignProjectId,
    alignUserId,
    link,
    log,
    logMany,
    logAtAlign,
    move,
    start,
    take,
    /** The id of Align's integration link for one of our entries. */
    remoteLinkOf: async (externalId: string) => {
      const { data } = await align.call('listIntegrationLinks', { query: { externalId } });
      return data[0]?.id;
    },
    /** An event that has been handled. */
    noteEvent: (eventName: string, { alignId, occurredAt }: { alignId: string; occurredAt: Date }) =>
      database
        .insertInto('alignWebhookDeliveries')
        .values({
          id: uuid(),
          ...parent,
          connectionId: connection.id,
          deliveryId: uuid(),
          eventId: uuid(),
          eventName,
          entityId: alignId,
          occurredAt,
          body: Buffer.from('{}'),
          signature: 'sha256=0',
          status: 'processed',
        })
        .execute(),
    /** A whole run, from its start to its end. */
    sweep: async (meddle?: Meddling) => take(await start(), meddle),
    importing: (importAlignEntries: ImportMode) =>
      database
        .updateTable('alignConnections')
        .set({ importAlignEntries })
        .where('id', '=', connection.id)
        .execute(),
    entries: () =>
      database
        .selectFrom('timeEntries')
        .select(['id', 'status', 'minutes', 'workDate', 'notes', 'source', 'deletedAt', 'rejectionReason'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
    readEntry: (id: string) =>
      database.selectFrom('timeEntries').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    readRun: (id: string) =>
      database
        .selectFrom('alignReconciliationRuns')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    runs: () =>
      database
        .selectFrom('alignReconciliationRuns')
        .select(['id', 'slot', 'scope', 'state'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
    readConnection: () =>
      database
        .selectFrom('alignConnections')
        .select(['status', 'lastErrorMessage'])
        .where('id', '=', connection.id)
        .executeTakeFirstOrThrow(),
    discrepancies: () =>
      database
        .selectFrom('alignReconciliationLog')
        .select(['field', 'externalId', 'illumeraValue', 'alignValue', 'severity', 'state', 'timesSeen'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
    changes: () =>
      database
        .selectFrom('alignReconciliationChanges')
        .select(['externalId', 'before', 'after'])
        .where('tenantId', '=', tenantId)
        .orderBy('id')
        .execute(),
  };
}
