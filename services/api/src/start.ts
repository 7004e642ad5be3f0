import { createAlignTransport } from '@illumera/align-client';
import type { ServiceContext } from '@illumera/runtime';
import { createDatabase, createPool } from '@illumera/schema';
import { keyringOf } from '@illumera/sealed';
import { buildServer } from './build-server.ts';
import type { Settings } from './config.ts';

const MAX_DATABASE_CONNECTIONS = 10;

/** Opens what the api needs and listens. */
export async function start(context: ServiceContext<Settings>): Promise<void> {
  const { settings, logger, registry, health, onStop } = context;
  const pool = createPool({
    connectionString: settings.DATABASE_URL,
    maxConnections: MAX_DATABASE_CONNECTIONS,
    applicationName: 'api',
    onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  const database = createDatabase(pool);
  onStop('resources', () => database.destroy());
  const transport = createAlignTransport({
    baseUrl: settings.ALIGN_BASE_URL,
    timeoutMs: settings.ALIGN_TIMEOUT_MS,
  });
  onStop('resources', () => transport.close());
  const keyring = keyringOf(settings);
  const server = await buildServer({ database, transport, keyring, settings, logger, registry, health });
  onStop('accepting', () => server.close());
  await server.listen({ host: settings.HOST, port: settings.PORT });
}
