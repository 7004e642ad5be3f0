import rateLimit from '@fastify/rate-limit';
import { actAs } from '@illumera/schema';
import { announceChanges, type Change, createAnnouncer } from '@illumera/sync';
import type { FastifyPluginAsync } from 'fastify';
import { createAdmit } from '../auth/admit.ts';
import { createAuthenticator } from '../auth/create-authenticator.ts';
import { createChangeHub } from '../events/change-hub.ts';
import { STREAM_LIMITS, type StreamLimits } from '../events/stream-limits.ts';
import { syncEvents } from '../events/sync-events.ts';
import { postgresStore } from '../limits/postgres-store.ts';
import type { Services } from '../services.ts';
import { apiRoutes } from './api-routes.ts';

export interface ApiOptions {
  /** Its database is one under whose login the api's roles can be taken. */
  services: Services;
  streamLimits?: StreamLimits | undefined;
}

const LIMIT_WINDOW_MS = 60_000;

/** Everything under `/api`: who asks and how often, what they may do, and the stream that tells of changes. */
export const api: FastifyPluginAsync<ApiOptions> = async (app, { services, streamLimits }) => {
  const { database, settings } = services;
  const locator = actAs(database, { role: 'illumera_locator' });
  // Where Postgres cannot count, nobody is refused for it.
  await app.register(rateLimit, {
    global: false,
    store: postgresStore(locator),
    timeWindow: LIMIT_WINDOW_MS,
    skipOnError: true,
  });
  const authenticate = createAuthenticator(locator, {
    issuer: settings.AUTH_ISSUER,
    jwksUrl: settings.AUTH_JWKS_URL,
    authorizedParties: settings.AUTH_AUTHORIZED_PARTIES,
  });
  const admit = createAdmit(app, { authenticate, settings });
  const announcer = createAnnouncer<Change>({
    send: (changes) => announceChanges(locator, changes),
    onError: (error) => app.log.warn({ err: error }, 'could not announce changes'),
  });
  const hub = createChangeHub(database, app.log);
  app.addHook('preClose', async () => {
    await Promise.all([announcer.stop(), hub.stop()]);
  });
  await app.register(syncEvents, { hub, admit, limits: streamLimits ?? STREAM_LIMITS });
  await app.register(apiRoutes, {
    services,
    tenantDatabase: (tenantId) => actAs(database, { role: 'illumera_api', tenantId }),
    admit,
    announce: announcer.note,
  });
};
