import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { mentions } from '../api/mentions.ts';
import { countRequests } from '../ledger/count-requests.ts';
import { findBusiestWindow } from '../ledger/find-busiest-window.ts';
import type { ControlOptions } from './control-options.ts';

const LedgerQuery = z.object({
  /** A part of the path. */
  path: z.string().optional(),
  /** Any id, ours or Align's, in the body, the path or the idempotency key. */
  externalId: z.string().optional(),
  since: z.iso.datetime().optional(),
  method: z.string().optional(),
});

const WindowQuery = z.object({
  windowMs: z.coerce.number().int().min(1).default(60_000),
  keyLastFour: z.string().optional(),
});

/** The ledger of what arrived under `/api/v1`, in order of arrival. */
export const ledgerRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, options, done) => {
  const { sandbox, reset } = options;
  const { store } = sandbox;
  app.get('/requests', { schema: { querystring: LedgerQuery } }, (request) => {
    const { path, externalId, since, method } = request.query;
    const atMs = since === undefined ? undefined : { from: Date.parse(since) };
    const rows = store.requests.find({ atMs, method });
    return {
      data: rows.filter(
        (row) =>
          (path === undefined || row.path.includes(path)) &&
          (externalId === undefined || mentions(row, externalId)),
      ),
    };
  });
  app.get('/requests/counts', () => ({ data: countRequests(store.requests.find({})) }));
  app.get('/requests/busiest-window', { schema: { querystring: WindowQuery } }, (request) => {
    const { windowMs, keyLastFour } = request.query;
    const arrivals = store.requests.find({ keyLastFour }).map(({ atMs }) => atMs);
    return findBusiestWindow(arrivals, windowMs);
  });
  app.delete('/requests', (_request, reply) => {
    store.requests.removeWhere({});
    return reply.code(204).send();
  });
  app.post('/reset', (_request, reply) => {
    reset();
    return reply.code(204).send();
  });
  done();
};
