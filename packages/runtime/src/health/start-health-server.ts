import Fastify from 'fastify';
import type { Logger } from '../create-logger.ts';
import { closeConnections } from '../http/close-connections.ts';
import type { ListeningServer, ServerAddress } from '../http/listening-server.ts';
import { type HealthRoutesOptions, healthRoutes } from './health-routes.ts';

export interface HealthServerOptions extends HealthRoutesOptions {
  address: ServerAddress;
  logger: Logger;
}

/** Serves the health routes of a process that has no other HTTP. */
export async function startHealthServer(options: HealthServerOptions): Promise<ListeningServer> {
  const app = Fastify({ loggerInstance: options.logger, requestTimeout: 10_000 });
  await app.register(closeConnections, { health: options.health });
  await app.register(healthRoutes, { health: options.health, checks: options.checks });
  const url = await app.listen(options.address);
  return { url, close: () => app.close() };
}
