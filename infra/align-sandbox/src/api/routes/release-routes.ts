import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound, ok } from '../../align/answer.ts';
import { evidenceShape } from '../../align/releases/evidence-shape.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { respond } from '../respond.ts';

/** S0 and S3: `GET /releases/:id/evidence`, to be fetched once a release is out. */
export const releaseRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  const config = { permission: 'read:release' } as const;
  app.get('/releases/:id/evidence', { schema: { params: IdParams }, config }, (request, reply) =>
    respond(sandbox, { request, reply }, ({ organizationId }) => {
      const release = sandbox.store.releases.get(request.params.id);
      const isOwn = release?.organizationId === organizationId;
      return isOwn ? ok(evidenceShape(release)) : notFound('The release');
    }),
  );
  done();
};
