import { randomUUID } from 'node:crypto';
import { type HttpServiceOptions, httpService, type Logger } from '@illumera/runtime';
import { databaseCheck } from '@illumera/schema';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { consolePages } from './console/console-pages.ts';
import type { StreamLimits } from './events/stream-limits.ts';
import { openapiPages } from './openapi/openapi-pages.ts';
import { sendError } from './problems/send-error.ts';
import { api } from './routes/api.ts';
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
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    trustProxy: settings.TRUSTED_PROXIES.length > 0 && settings.TRUSTED_PROXIES,
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
  await app.register(api, { services: options, streamLimits: options.streamLimits });
  await app.register(consolePages, { settings });
  await app.ready();
  return app;
}
