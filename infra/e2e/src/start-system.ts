import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type ApiClient, createApiClient } from '@illumera/api-models';
import {
  type AlignSandbox,
  createTestDatabase,
  type NodeProcess,
  startAlignSandbox,
  startNodeProcess,
  type TestDatabase,
} from '@illumera/testkit';

type ServiceName = 'api' | 'webhook-ingest' | 'sync-worker';

export interface System {
  testDatabase: TestDatabase;
  sandbox: AlignSandbox;
  apiUrl: string;
  ingestUrl: string;
  services: Record<ServiceName, NodeProcess>;
  /** A client of the API for the user of that `clerk_user_id`. */
  clientFor: (clerkUserId: string) => ApiClient;
  /** Stops every process in the order of an operator, and returns their exit codes. */
  stop: () => Promise<number[]>;
}

/**
 * Starts a database, the Align stand-in and the three services as separate processes, as in production.
 * @param env added to every service's
 */
export async function startSystem(env: Record<string, string> = {}): Promise<System> {
  const testDatabase = await createTestDatabase();
  const sandbox = await startAlignSandbox();
  const common = {
    DATABASE_URL: testDatabase.connectionString,
    PORT: '0',
    ALIGN_ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    ALIGN_BASE_URL: `${sandbox.url}/api/v1`,
    AUTH_ISSUER: `${sandbox.url}/issuer`,
    AUTH_JWKS_URL: `${sandbox.url}/issuer/jwks.json`,
    ...env,
  };
  const ingest = await startService('webhook-ingest', common);
  const outbound = { ...common, ALIGN_WEBHOOK_BASE_URL: ingest.url };
  const [api, worker] = await Promise.all([
    startService('api', outbound),
    startService('sync-worker', outbound),
  ]);
  return {
    testDatabase,
    sandbox,
    apiUrl: api.url,
    ingestUrl: ingest.url,
    services: { api, 'webhook-ingest': ingest, 'sync-worker': worker },
    clientFor: (clerkUserId) =>
      createApiClient({
        baseUrl: api.url,
        token: async () => {
          const { token } = await sandbox.control<{ token: string }>('POST', '/tokens', { sub: clerkUserId });
          return token;
        },
      }),
    stop: async () => {
      const codes = await Promise.all([api.stop(), ingest.stop(), worker.stop()]);
      await sandbox.stop();
      await testDatabase.destroy();
      return codes;
    },
  };
}

function startService(name: ServiceName, env: Record<string, string>): Promise<NodeProcess> {
  return startNodeProcess({
    main: fileURLToPath(new URL(`../../../services/${name}/src/main.ts`, import.meta.url)),
    env,
  });
}
