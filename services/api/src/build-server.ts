import { randomUUID } from 'node:crypto';
import { type HttpServiceOptions, httpService, type Logger } from '@illumera/runtime';
import { actAs, databaseCheck } from '@illumera/schema';
import { announceChanges, type Change, createAnnouncer } from '@illumera/sync';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { createAuthenticator } from './auth/create-authenticator.ts';
import { consolePages } from './console/console-pages.ts';
import { createChangeHub } from './events/change-hub.ts';
import { STREAM_LIMITS, type StreamLimits } from './events/stream-limits.ts';
import { syncEvents } from './events/sync-events.ts';
import { openapiPages } from './openapi/openapi-pages.ts';
import { sendError } from './problems/send-error.ts';
import { apiRoutes } from './routes/api-routes.ts';
import { securityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';

/** The longest text any route takes is 10,000 characters, six bytes each at worst. */
const BODY_LIMIT_BYTES = 128 * 1024;

export interface ServerOptions extends Services, Pick<HttpServiceOptions, 'health' | 'registry'> {
  logger: Logger;
  /** Bounds on the streams of refresh events, in place of the usual ones. */
  streamLimits?: StreamLimits;
}

/** The whole api as a fastify server that does not listen yet. */
export async function buildServer(options: ServerOptions) {
  const { settings, logger, registry, health } = options;
  const locator = actAs(options.database, { role: 'illumera_locator' });
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      void sendError(error, request, reply);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  await app.register(httpService, { health, registry, checks: [databaseCheck(options.database)] });
  await app.register(securityHeaders, { issuer: settings.AUTH_ISSUER });
  await app.register(openapiPages, { version: health.version });
  const authenticate = createAuthenticator(locator, {
    issuer: settings.AUTH_ISSUER,
    jwksUrl: settings.AUTH_JWKS_URL,
    authorizedParties: settings.AUTH_AUTHORIZED_PARTIES,
  });
  const announcer = createAnnouncer<Change>({
    send: (changes) => announceChanges(locator, changes),
    onError: (error) => logger.warn({ err: error }, 'could not announce changes'),
  });
  const hub = createChangeHub(options.database, logger);
  app.addHook('preClose', async () => {
    await Promise.all([announcer.stop(), hub.stop()]);
  });
  await app.register(syncEvents, { hub, authenticate, limits: options.streamLimits ?? STREAM_LIMITS });
  await app.register(apiRoutes, {
    announce: announcer.note,
    services: options,
    tenantDatabase: (tenantId) => actAs(options.database, { role: 'illumera_api', tenantId }),
    authenticate,
  });
  await app.register(consolePages, { settings });
  await app.ready();
  return app;
}
