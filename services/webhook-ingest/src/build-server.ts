import { type HttpServiceOptions, httpService, type Logger } from '@illumera/runtime';
import { type Database, databaseCheck } from '@illumera/schema';
import type { Keyring, Secret } from '@illumera/sealed';
import Fastify, { type FastifyRequest } from 'fastify';
import { createIngestMetrics } from './ingest-metrics.ts';
import type { Limits } from './limits/limits.ts';
import { rateLimits } from './limits/rate-limits.ts';
import { alignWebhookRoutes } from './routes/align-webhook-routes.ts';
import { clerkWebhookRoutes } from './routes/clerk-webhook-routes.ts';
import { sendError } from './send-error.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** For a request to come in whole; with the time to store it, it is answered within Align's 5 s (S3). */
const REQUEST_TIMEOUT_MS = 2_000;
/** How often Node looks for requests that are late. */
const TIMEOUT_CHECK_INTERVAL_MS = 250;

export interface ServerOptions extends Pick<HttpServiceOptions, 'health' | 'registry'> {
  database: Database;
  keyring: Keyring;
  clerkSecret: Secret<string> | undefined;
  limits: Limits;
  /** Addresses and networks whose word on where a request comes from is taken. */
  trustedProxies: readonly string[];
  logger: Logger;
}

/** The whole service as a fastify server that does not listen yet. */
export async function buildServer(options: ServerOptions) {
  const { database, keyring, clerkSecret, limits, trustedProxies, logger, registry, health } = options;
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MS },
    requestIdHeader: false,
    // A logger for each request costs more than its signature, and is of use where each request is logged.
    childLoggerFactory: (parent, bindings, childOptions) =>
      logger.isLevelEnabled('info') ? parent.child(bindings, childOptions) : parent,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  });
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not_found' }));
  // A signature covers the bytes as they came, so no body is parsed before it is verified.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
  await app.register(httpService, { health, registry, checks: [databaseCheck(database)] });
  await app.register(rateLimits, limits);
  const metrics = createIngestMetrics(registry);
  await app.register(alignWebhookRoutes, { database, keyring, metrics });
  if (clerkSecret !== undefined) await app.register(clerkWebhookRoutes, { database, clerkSecret, metrics });
  return app;
}
