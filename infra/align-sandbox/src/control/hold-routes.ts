import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { IdParams } from '../api/id-params.ts';
import { optionalBody } from '../api/optional-body.ts';
import { NewHold } from '../holds/create-holds.ts';
import type { ControlOptions } from './control-options.ts';

const Release = z.object({ heldId: z.string().optional(), holdId: z.string().optional() });

/** Barriers at which requests stand still, and what stands there. */
export const holdRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const { holds } = sandbox;
  app.get('/holds', () => holds.list());
  app.post('/holds', { schema: { body: NewHold } }, (request, reply) =>
    reply.code(201).send(holds.add(request.body)),
  );
  app.post('/holds/release', { schema: { body: optionalBody(Release) } }, (request) => ({
    released: holds.release(request.body),
  }));
  app.delete('/holds', (_request, reply) => {
    holds.remove();
    return reply.code(204).send();
  });
  app.delete('/holds/:id', { schema: { params: IdParams } }, (request, reply) => {
    holds.remove(request.params.id);
    return reply.code(204).send();
  });
  done();
};
