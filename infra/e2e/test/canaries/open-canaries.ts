import { randomBytes } from 'node:crypto';
import { createKeyring, openSealed } from '@illumera/sealed';
import { sealedPlace } from '@illumera/sync';
import { createCompany, createTenant, createUser } from '@illumera/testkit';
import { type System, startSystem } from '../../src/start-system.ts';

export interface Call {
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A system whose every secret the test knows, and which writes everything that it says into a log. */
export async function openCanaries() {
  const encryptionKey = randomBytes(32).toString('hex');
  const retiredKey = randomBytes(32).toString('hex');
  const clerkSecret = randomBytes(24).toString('base64');
  const system = await startSystem({
    ALIGN_ENCRYPTION_KEY: encryptionKey,
    ALIGN_ENCRYPTION_KEYS_OLD: retiredKey,
    CLERK_WEBHOOK_SECRET: `whsec_${clerkSecret}`,
    LOG_LEVEL: 'trace',
  });
  const { database, connectionString } = system.testDatabase;
  const { control } = system.sandbox;
  const { organizationId } = await control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Acme',
  });
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const user = await createUser(database, { tenantId, companyId, role: 'company_admin' });
  const { token } = await control<{ token: string }>('POST', '/tokens', { sub: user.clerkUserId });
  const secrets: Record<string, string> = {
    'the encryption key': encryptionKey,
    'the retired encryption key': retiredKey,
    "Clerk's secret": clerkSecret,
    'the token of a user': token.split('.')[2] ?? token,
  };
  // A server that was made for tests by hand may have a password that is a mere word.
  const { password } = new URL(connectionString);
  if (password.length >= 16) secrets["the database's password"] = password;
  const answers: string[] = [];

  /** Calls the api, or the address given, as the company's admin, and keeps every word of the answer. */
  async function call({ method, path, body, headers = {} }: Call): Promise<Response> {
    const response = await fetch(path.startsWith('http') ? path : `${system.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.clone().text();
    answers.push(`${method} ${path} ${response.status} ${JSON.stringify([...response.headers])} ${text}`);
    return response;
  }

  async function mintKey(what: string): Promise<string> {
    const { apiKey } = await control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
    secrets[what] = apiKey;
    return apiKey;
  }

  /** Learns the webhook secrets that a connection has now. */
  async function learnWebhookSecrets(when: string): Promise<void> {
    const keyring = createKeyring({ current: encryptionKey, retired: [] });
    const row = await database
      .selectFrom('alignConnections')
      .select(['id', 'webhookSecret'])
      .where('companyId', '=', companyId)
      .where('status', '<>', 'disconnected')
      .executeTakeFirstOrThrow();
    const opened = openSealed(keyring, row.webhookSecret ?? '', sealedPlace(row.id, 'webhookSecret'));
    secrets[`the webhook secret ${when}`] = opened.replace('whsec_', '');
  }

  return {
    system,
    database,
    control,
    organizationId,
    companyId,
    secrets,
    answers,
    call,
    mintKey,
    learnWebhookSecrets,
  };
}

export type Canaries = Awaited<ReturnType<typeof openCanaries>>;

/** Everything that the processes have logged. */
export function logText({ services }: System): string {
  return Object.values(services)
    .flatMap(({ output }) => output())
    .join('\n');
}
