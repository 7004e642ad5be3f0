import { type AlignTransport, alignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { concealed } from '@illumera/sealed';
import { createCompany, createConnection, createProject, createTenant } from '@illumera/testkit';
import { type Circuits, createCircuits, enqueueIntent, hashKey, type RateLimit } from '../../src/index.ts';
import { drainThrough } from './drain-through.ts';
import { hurryCompany } from './hurry-company.ts';

export interface SendingOptions {
  transport: AlignTransport;
  apiKey: string;
  /** Default: of its own. */
  circuits?: Circuits;
  limit?: RateLimit;
  /** Default: 5. */
  maxAttempts?: number;
}

/** A connected company whose projects are sent with that key. */
export async function sendingCompany(database: Database, options: SendingOptions) {
  const { transport, apiKey, circuits = createCircuits(), limit, maxAttempts = 5 } = options;
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const connection = await createConnection(database, { ...scope, encryptedApiKey: 'opened by the test' });
  return {
    ...scope,
    connectionId: connection.id,
    /** Adds projects, each with its intent. */
    addProjects: async (count: number, lane: 'live' | 'backfill' = 'live') => {
      for (let added = 0; added < count; added += 1) {
        const { id } = await createProject(database, scope);
        await enqueueIntent(database, {
          ...scope,
          entityType: 'project',
          localId: id,
          operation: 'upsert',
          lane,
        });
      }
    },
    drain: (stopping = new AbortController().signal) =>
      drainThrough(database, {
        connectionId: connection.id,
        openKey: () => ({
          keyHash: hashKey(apiKey),
          client: (clientOptions) => alignClient(transport, concealed(apiKey), clientOptions),
        }),
        circuits,
        maxAttempts,
        concurrency: 24,
        stopping,
        ...(limit === undefined ? {} : { limit }),
      }),
    intents: () =>
      database
        .selectFrom('alignSyncOutbox')
        .select(['id', 'localId', 'lane', 'status', 'attempts', 'error', 'nextRetryAt'])
        .where('companyId', '=', companyId)
        .orderBy('sequence')
        .execute(),
    hurry: () => hurryCompany(database, companyId),
  };
}
