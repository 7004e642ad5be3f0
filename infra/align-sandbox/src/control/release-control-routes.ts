import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { createRelease, NewRelease } from '../align/releases/create-release.ts';
import { publishRelease } from '../align/releases/publish-release.ts';
import { IdParams } from '../api/id-params.ts';
import type { ControlOptions } from './control-options.ts';

/** Releases, which the documents let the API only read. */
export const releaseControlRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  app.post('/releases', { schema: { body: NewRelease } }, (request, reply) => {
    const { status, body } = sandbox.store.transaction(() => createRelease(sandbox, request.body));
    return reply.code(status).send(body);
  });
  app.post('/releases/:id/release', { schema: { params: IdParams } }, (request, reply) => {
    const { status, body } = sandbox.store.transaction(() => publishRelease(sandbox, request.params.id));
    return reply.code(status).send(body);
  });
  done();
};
