import { createServer } from 'node:http';
import { type HttpServiceOptions, httpService, type Logger } from '@illumera/runtime';
import { type Database, databaseCheck } from '@illumera/schema';
import type { Keyring, Secret } from '@illumera/sealed';
import Fastify from 'fastify';
import { createDeliveryStore } from './align/create-delivery-store.ts';
import { createIngestMetrics } from './ingest-metrics.ts';
import type { Limits } from './limits/limits.ts';
import { rateLimits } from './limits/rate-limits.ts';
import { refuseEarly } from './overload/refuse-early.ts';
import { watchLoop } from './overload/watch-loop.ts';
import { rawBodies } from './raw-bodies.ts';
import { ALIGN_WEBHOOKS, alignWebhookRoutes } from './routes/align-webhook-routes.ts';
import { clerkWebhookRoutes } from './routes/clerk-webhook-routes.ts';
import { sendError } from './send-error.ts';
import { sendNotFound, sendUnroutable } from './send-not-found.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** For a request to come in whole; with the time to store it, it is answered within Align's 5 s (S3). */
const REQUEST_TIMEOUT_MS = 2_000;
/** How often Node looks for requests that are late. */
const TIMEOUT_CHECK_INTERVAL_MS = 100;
/** Longer than a load balancer keeps a connection that nothing comes over, so that it is never the one to be surprised. */
const KEEP_ALIVE_MS = 72_000;
/** Requests that may have waited so long to be read are refused while so many are in hand: then it is they who hold up. */
const HELD_UP = { ms: 100, inHand: 500 };

const patience = {
  requestTimeout: REQUEST_TIMEOUT_MS,
  headersTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
};

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
  const metrics = createIngestMetrics(registry);
  const store = createDeliveryStore(database);
  const loop = watchLoop();
  const isHeldUp = () => store.size() >= HELD_UP.inHand && loop.heldUpMs() > HELD_UP.ms;
  const overload = {
    pathPrefix: ALIGN_WEBHOOKS,
    // A process that stops says so with each answer, which takes the long way.
    isOverloaded: () => !health.isDraining() && (store.isFull() || isHeldUp()),
    onRefused: () => metrics.alignDeliveries.inc({ outcome: 'unavailable' }),
  };
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: BODY_LIMIT_BYTES,
    serverFactory: (handle) => createServer(patience, refuseEarly(handle, overload)),
    frameworkErrors: sendUnroutable,
    requestIdHeader: false,
    // A logger for each request costs more than its signature, and is of use where each request is logged.
    childLoggerFactory: (parent, bindings, childOptions) =>
      logger.isLevelEnabled('info') ? parent.child(bindings, childOptions) : parent,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  });
  app.addHook('onClose', loop.stop);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
  await app.register(rawBodies);
  await app.register(httpService, { health, registry, checks: [databaseCheck(database)] });
  await app.register(rateLimits, limits);
  await app.register(alignWebhookRoutes, { database, keyring, store, metrics });
  if (clerkSecret !== undefined) await app.register(clerkWebhookRoutes, { database, clerkSecret, metrics });
  return app;
}
