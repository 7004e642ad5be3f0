import { fastifySSE } from '@fastify/sse';
import { syncEventsRoute } from '@illumera/api-models';
import type { FastifyPluginAsync } from 'fastify';
import type { Admit } from '../auth/admit.ts';
import { requireRole } from '../auth/require-role.ts';
import { routeSchema } from '../routes/route-schema.ts';
import type { ChangeHub, Listener } from './change-hub.ts';
import { countStreams } from './count-streams.ts';
import { refreshes } from './refreshes.ts';
import type { StreamLimits } from './stream-limits.ts';

export interface SyncEventsOptions {
  hub: ChangeHub;
  admit: Admit;
  limits: StreamLimits;
}

/** `GET /api/admin/align/sync/events`; streams end when the server closes. */
export const syncEvents: FastifyPluginAsync<SyncEventsOptions> = async (app, options) => {
  const { hub, admit, limits } = options;
  const takePlace = countStreams(limits);
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  await app.register(fastifySSE, { heartbeatInterval: limits.heartbeatMs });
  app.route({
    method: syncEventsRoute.method,
    url: syncEventsRoute.path,
    schema: routeSchema('syncEvents', syncEventsRoute),
    sse: 'manual',
    handler: async (request, reply) => {
      const actor = await admit(request);
      requireRole(actor, syncEventsRoute.roles);
      if (!reply.sse.isConnected) return;
      const gone = new AbortController();
      const over = AbortSignal.any([gone.signal, closing.signal, AbortSignal.timeout(limits.lifetimeMs)]);
      const giveBack = takePlace(actor.userId);
      reply.raw.once('close', () => {
        gone.abort();
        giveBack();
      });
      // Whoever does not read any more would keep the connection open for as long as they like.
      over.addEventListener('abort', () => reply.raw.writableNeedDrain && reply.raw.destroy());
      const subscribe = (hear: Listener['hear']) => hub.subscribe({ actor, hear });
      await reply.sse.send(refreshes({ subscribe, over, pauseMs: limits.pauseMs }));
    },
  });
};
