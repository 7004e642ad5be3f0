import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../align/answer.ts';
import { moveLink } from '../align/links/move-link.ts';
import { IdParams } from '../api/id-params.ts';
import type { ControlOptions } from './control-options.ts';

/** What happens to integration links in a data migration (S0 "Reconciliation check"). */
export const linkControlRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const { store } = sandbox;
  const forMove = { params: IdParams, body: z.object({ alignEntityId: z.string().min(1) }) };
  app.patch('/links/:id', { schema: forMove }, (request, reply) => {
    const { status, body } = store.transaction(() =>
      moveLink(sandbox, request.params.id, request.body.alignEntityId),
    );
    return reply.code(status).send(body);
  });
  app.delete('/links/:id', { schema: { params: IdParams } }, (request, reply) =>
    store.links.remove(request.params.id)
      ? reply.code(204).send()
      : reply.code(404).send(notFound('The link').body),
  );
  done();
};
