import { randomBytes, randomUUID } from 'node:crypto';
import { signBody } from '@illumera/align-client';
import { createLogger, createMetrics } from '@illumera/runtime';
import { createDatabase, createPool, type Database, poolOf } from '@illumera/schema';
import { concealed, createKeyring, seal } from '@illumera/sealed';
import { createCompany, createConnection, createTenant, until } from '@illumera/testkit';
import { afterAll } from 'vitest';
import { buildServer } from '../src/build-server.ts';
import type { Limits } from '../src/limits/limits.ts';

export const encryptionKey = randomBytes(32).toString('hex');
const keyring = createKeyring({ current: encryptionKey, retired: [] });
export const clerkSecret = `whsec_${randomBytes(24).toString('base64')}`;

const unlimited: Limits = {
  requestsPerAddress: Number.MAX_SAFE_INTEGER,
  refusalsPerAddress: Number.MAX_SAFE_INTEGER,
  deliveriesPerConnection: Number.MAX_SAFE_INTEGER,
};

interface IngestOptions {
  withClerk?: boolean;
  /** Default: none. */
  limits?: Partial<Limits>;
  /** Default: none. */
  trustedProxies?: string[];
}

/** The service on a database, closed with the test file; what it logs is kept. */
export async function createIngest(database: Database, { withClerk = true, ...own }: IngestOptions = {}) {
  const logged: string[] = [];
  const registry = createMetrics();
  const pool = createPool({
    connectionString: String(poolOf(database).options.connectionString),
    maxConnections: 5,
    applicationName: 'webhook-ingest',
    role: 'illumera_ingest',
  });
  const server = await buildServer({
    database: createDatabase(pool),
    keyring,
    clerkSecret: withClerk ? concealed(clerkSecret) : undefined,
    logger: createLogger({
      name: 'webhook-ingest',
      level: 'trace',
      destination: { write: (line) => logged.push(line) },
    }),
    limits: { ...unlimited, ...own.limits },
    trustedProxies: own.trustedProxies ?? [],
    registry,
    health: { name: 'webhook-ingest', version: '0.0.0', startedAt: new Date(), isDraining: () => false },
  });
  afterAll(async () => {
    await server.close();
    await pool.end();
  });
  return { server, pool, registry, logged };
}

interface ConnectionValues {
  alignOrgId?: string;
  status?: 'active' | 'error' | 'disconnected';
  previousSecretExpiresAt?: Date;
  withSecret?: boolean;
}

/** A connected company whose webhook secret the test knows. */
export async function createReceiver(database: Database, values: ConnectionValues = {}) {
  const tenant = await createTenant(database);
  const company = await createCompany(database, { tenantId: tenant.id });
  const [id, secret, previousSecret] = [randomUUID(), `whsec_${randomUUID()}`, `whsec_${randomUUID()}`];
  const sealedFor = (column: string, plaintext: string) =>
    seal(keyring, plaintext, { table: 'align_connections', row: id, column });
  const connection = await createConnection(database, {
    id,
    tenantId: tenant.id,
    companyId: company.id,
    encryptedApiKey: 'sealed',
    alignOrgId: values.alignOrgId ?? `org_${randomUUID()}`,
    routeToken: randomBytes(16).toString('base64url'),
    status: values.status ?? 'active',
    webhookSecret: values.withSecret === false ? null : sealedFor('webhook_secret', secret),
    previousWebhookSecret: sealedFor('previous_webhook_secret', previousSecret),
    previousWebhookSecretExpiresAt: values.previousSecretExpiresAt ?? null,
  });
  return {
    connection,
    secret,
    previousSecret,
    url: `/api/webhooks/align/${connection.routeToken}`,
    deliveries: () =>
      database
        .selectFrom('alignWebhookDeliveries')
        .selectAll()
        .where('connectionId', '=', connection.id)
        .execute(),
  };
}

export interface SignedDelivery {
  body: string;
  headers: Record<string, string>;
}

/** A delivery as Align sends it (S3), signed with a secret. */
export function signedDelivery(secret: string, body: unknown = envelope()): SignedDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: text, headers: signedBytes(secret, Buffer.from(text)) };
}

/** The headers that Align sends with these bytes. */
export function signedBytes(secret: string, body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-align-delivery-id': randomUUID(),
    'x-align-event': 'time.approved',
    'x-align-timestamp': String(Math.floor(Date.now() / 1000)),
    'x-align-signature': signBody(secret, body),
  };
}

/** S3's envelope of an approval. */
export function envelope(values: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    eventName: 'time.approved',
    schemaVersion: 1,
    entityType: 'time_entry',
    entityId: 'te_1',
    occurredAt: new Date().toISOString(),
    actorUserId: null,
    payload: { timeEntryId: 'te_1', status: 'locked' },
    ...values,
  };
}

interface Post {
  url: string;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Whom it seems to come from. */
  remoteAddress?: string;
}

/** Posts a delivery, and again where it is told to come again, as a server does that is busy with something else. */
export async function postPatiently(
  server: Awaited<ReturnType<typeof createIngest>>['server'],
  { body: payload, ...request }: Post,
): Promise<{ status: number; body: { received?: true; deduplicated?: true; error?: string } }> {
  return until('an answer other than 503', async () => {
    const answer = await server.inject({ method: 'POST', payload, ...request });
    return answer.statusCode !== 503 && { status: answer.statusCode, body: answer.json() };
  });
}
