import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RequestRow } from '../store/rows.ts';
import type { ControlOptions } from './control-plugin.ts';

const LedgerQuery = z.object({
  /** A part of the path. */
  path: z.string().optional(),
  /** Any id, ours or Align's, in the body, the path or the idempotency key. */
  externalId: z.string().optional(),
  since: z.iso.datetime().optional(),
  method: z.string().optional(),
});

/** The ledger of what arrived under `/api/v1`, in order of arrival. */
export const ledgerRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, options, done) => {
  const { store } = options.sandbox;
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
  app.delete('/requests', (_request, reply) => {
    store.requests.removeWhere({});
    return reply.code(204).send();
  });
  app.post('/reset', (_request, reply) => {
    store.reset();
    options.clearWindows();
    return reply.code(204).send();
  });
  done();
};

function mentions(row: RequestRow, id: string): boolean {
  if (row.idempotencyKey === id || row.path.includes(id)) return true;
  return JSON.stringify(row.body).includes(JSON.stringify(id));
}
