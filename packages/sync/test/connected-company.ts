import { type AlignTransport, alignClient } from '@illumera/align-client';
import type { Database, ExternalType, OutboxEntityType } from '@illumera/schema';
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
import { createCircuits, enqueueIntent, hashKey } from '../src/index.ts';
import { drainThrough } from './support/drain-through.ts';
import { hurryCompany } from './support/hurry-company.ts';

/** One request as the stand-in's ledger keeps it. */
interface LedgerRow {
  method: string;
  path: string;
  keyLastFour: string;
  idempotencyKey: string | null;
  body: unknown;
  status: number;
}

export interface OutboundWorld {
  database: Database;
  sandbox: AlignSandbox;
  transport: AlignTransport;
}

/** A company connected to an Align organization of its own, with a project and a talent engaged on it. */
export async function connectedCompany({ database, sandbox, transport }: OutboundWorld) {
  const { organizationId } = await sandbox.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', {
    organizationId,
    scope: 'organization',
  });
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const scope = { tenantId: tenant.id, companyId: company.id };
  const connection = await createConnection(database, {
    ...scope,
    encryptedApiKey: 'opened by the test',
    alignOrgId: organizationId,
  });
  const person = await createPerson(database, { tenantId: tenant.id });
  const project = await createProject(database, scope);
  const engagement = await createEngagement(database, {
    ...scope,
    projectId: project.id,
    personId: person.profile.id,
    status: 'accepted',
  });
  const enqueue = (operation: 'upsert' | 'delete') => (entityType: OutboxEntityType, localId: string) =>
    enqueueIntent(database, { ...scope, entityType, localId, operation });
  return {
    ...scope,
    connection,
    person,
    project,
    engagement,
    enqueue: enqueue('upsert'),
    enqueueDelete: enqueue('delete'),
    drain: (key = apiKey) =>
      drainThrough(database, {
        connectionId: connection.id,
        openKey: () => ({
          keyHash: hashKey(key),
          client: (options) => alignClient(transport, concealed(key), options),
        }),
        circuits: createCircuits(),
        maxAttempts: 5,
        concurrency: 24,
        stopping: new AbortController().signal,
      }),
    intents: () =>
      database
        .selectFrom('alignSyncOutbox')
        .select(['entityType', 'localId', 'operation', 'status', 'attempts', 'error'])
        .where('companyId', '=', company.id)
        .orderBy('sequence')
        .execute(),
    link: async (externalType: ExternalType) => {
      const row = await database
        .selectFrom('alignEntityLinks')
        .select('alignEntityId')
        .where('companyId', '=', company.id)
        .where('externalType', '=', externalType)
        .executeTakeFirstOrThrow();
      return row.alignEntityId;
    },
    hurry: () => hurryCompany(database, company.id),
    /** Reads what Align has, by a path below `/api/v1`. */
    atAlign: async <Answer>(path: string): Promise<Answer> => {
      const response = await fetch(`${sandbox.url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      });
      if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
      return (await response.json()) as Answer;
    },
    /** What changed something at Align, in order of arrival. */
    mutations: async () => {
      const { data } = await sandbox.control<{ data: LedgerRow[] }>('GET', '/requests');
      return data.filter((row) => row.keyLastFour === apiKey.slice(-4) && row.method !== 'GET');
    },
  };
}
