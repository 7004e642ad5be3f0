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
import {
  createCircuits,
  findActor,
  hashKey,
  type OpenKey,
  runReconciliation,
  writeLink,
} from '../../src/index.ts';
import type { RateLimit } from '../../src/budget/rate-limit.ts';
import { atOnce } from '../../src/reconciliation/at-once.ts';
import { type NewRun, startRuns } from '../../src/reconciliation/start-runs.ts';
import { asWorker } from '../support/as-worker.ts';
import { alignHands, reference } from './align-hands.ts';
import { companyReadings } from './company-readings.ts';
import { companyTraffic } from './company-traffic.ts';
import { noteEvent } from './note-event.ts';

/** What a test's own hand does to each call on its way to Align. */
export type Meddling = (client: AlignClient) => AlignClient;

export interface ReconciliationWorld {
  database: Database;
  sandbox: AlignSandbox;
  transport: AlignTransport;
  /** What a key may send; default: far more than a test does. */
  limit?: RateLimit;
}

const NO_LIMIT: RateLimit = { requests: 60_000, windowMs: 60_000 };

const INSERTED_AT_ONCE = 1_000;

/** A day within the window that is compared, so many days ago. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** A company whose project, talent and entries are in an organization of the stand-in's, linked, without any events. */
export async function reconcilingCompany({
  database,
  sandbox,
  transport,
  limit = NO_LIMIT,
}: ReconciliationWorld) {
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

  const hands = alignHands({ sandbox, align, apiKey, alignProjectId, alignUserId });
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
      alignIds.set(entry.id, (await hands.createAtAlign(entry)).id);
    });
    const logged = entries.map(({ id }) => ({ id, alignId: alignIds.get(id) ?? '' }));
    for (let from = 0; from < entries.length; from += INSERTED_AT_ONCE) {
      const until = from + INSERTED_AT_ONCE;
      const links = logged.slice(from, until).map(({ id: externalId, alignId: alignEntityId }) => ({
        ...scope,
        id: uuid(),
        externalType: 'time_entry' as const,
        externalId,
        alignEntityType: 'time_entry',
        alignEntityId,
      }));
      await database.insertInto('timeEntries').values(entries.slice(from, until)).execute();
      await database.insertInto('alignEntityLinks').values(links).execute();
    }
    return logged;
  };
  /** One such entry. */
  const log = async (workDate: string, status?: TimeEntryStatus) => {
    const [entry] = await logMany([workDate], status);
    if (entry === undefined) throw new Error('no entry was logged');
    return entry;
  };
  const openKeyFor =
    (meddle: Meddling = (client) => client): OpenKey =>
    () => ({
      keyHash: hashKey(apiKey),
      client: (options) => meddle(alignClient(transport, concealed(apiKey), options)),
    });
  const start = async (run: { slot?: string; scope?: NewRun['scope'] } = {}) => {
    const connections = [{ ...parent, id: connection.id }];
    const [runId] = await startRuns(database, { connections, scope: 'time_entries', slot: uuid(), ...run });
    if (runId === undefined) throw new Error('there is such a run already');
    return runId;
  };
  const take = (runId: string, meddle?: Meddling, stopping = new AbortController().signal) =>
    runReconciliation(asWorker(database, parent.tenantId), {
      runId,
      openKey: openKeyFor(meddle),
      circuits: createCircuits(),
      stopping,
      costToleranceCents: 100,
      limit,
    });

  return {
    ...parent,
    scope,
    connection,
    project,
    engagement,
    person: { user, profile },
    /** Who logs the entries. */
    talent: async () => {
      const talent = await findActor(database, user.clerkUserId ?? '');
      if (talent === undefined) throw new Error('there is no such talent');
      return talent;
    },
    align,
    apiKey,
    alignProjectId,
    alignUserId,
    link,
    log,
    logMany,
    logAtAlign: hands.logAtAlign,
    /** An entry that Align links to this id, whoever has it. */
    provision: (id: string) => hands.createAtAlign({ id, workDate: daysAgo(1) }),
    move: hands.move,
    /** Makes the talent a member of the project at Align, linked on both sides. */
    becomeMember: async () => {
      await align.call('addProjectMember', {
        params: { projectId: alignProjectId, userId: alignUserId },
        body: {
          roleOverride: 'developer',
          externalRef: { provider: 'illumera', externalType: 'project_member', externalId: engagement.id },
        },
      });
      await link('project_member', engagement.id, `${alignProjectId}:${alignUserId}`);
    },
    ...companyTraffic(database, {
      connection: { ...parent, id: connection.id },
      openKey: openKeyFor(),
      limit,
    }),
    start,
    take,
    /** The id of Align's integration link for one of our entries. */
    remoteLinkOf: async (externalId: string) => {
      const { data } = await align.call('listIntegrationLinks', { query: { externalId } });
      return data[0]?.id;
    },
    /** An event that has been handled. */
    noteEvent: (eventName: string, event: { alignId: string; occurredAt: Date }) =>
      noteEvent(database, { ...parent, connectionId: connection.id, eventName, ...event }),
    /** A whole run, from its start to its end. */
    sweep: async (meddle?: Meddling) => take(await start(), meddle),
    importing: (importAlignEntries: ImportMode) =>
      database
        .updateTable('alignConnections')
        .set({ importAlignEntries })
        .where('id', '=', connection.id)
        .execute(),
    ...companyReadings(database, { ...parent, connectionId: connection.id }),
    /** What an event does to an entry. */
    follow: (id: string, change: { status?: TimeEntryStatus; alignOccurredAt: Date }) =>
      database.updateTable('timeEntries').set(change).where('id', '=', id).execute(),
  };
}
