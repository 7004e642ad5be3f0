import type { ServiceContext } from '@illumera/runtime';
import { createDatabase, createPool } from '@illumera/schema';
import { keyringOf } from '@illumera/sealed';
import { buildServer } from './build-server.ts';
import type { Settings } from './config.ts';
import { listen } from './listen.ts';

const MAX_DATABASE_CONNECTIONS = 10;
/** Shorter than the patience of a delivery, so that an unreachable Postgres is what a log tells of. */
const CONNECT_TIMEOUT_MS = 2_000;
/** A Postgres that has gone silent does not hold up what comes after. */
const STATEMENT_TIMEOUT_MS = 2_500;

/** Opens what webhook-ingest needs and listens. */
export async function start(context: ServiceContext<Settings>): Promise<void> {
  const { settings, logger, registry, health, onStop } = context;
  const pool = createPool({
    connectionString: settings.DATABASE_URL,
    maxConnections: MAX_DATABASE_CONNECTIONS,
    applicationName: 'webhook-ingest',
    role: 'illumera_ingest',
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  const database = createDatabase(pool);
  onStop('resources', () => database.destroy());
  const keyring = keyringOf(settings);
  const server = await buildServer({
    database,
    keyring,
    clerkSecret: settings.CLERK_WEBHOOK_SECRET,
    limits: {
      requestsPerAddress: settings.INGEST_REQUESTS_PER_MINUTE,
      refusalsPerAddress: settings.INGEST_REFUSALS_PER_MINUTE,
      deliveriesPerConnection: settings.INGEST_DELIVERIES_PER_MINUTE,
    },
    trustedProxies: settings.TRUSTED_PROXIES,
    logger,
    registry,
    health,
  });
  onStop('accepting', () => server.close());
  onStop('accepting', await listen(server, { host: settings.HOST, port: settings.PORT }));
}
