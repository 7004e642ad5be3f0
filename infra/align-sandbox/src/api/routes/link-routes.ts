import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { linkShape } from '../../align/links/link-shape.ts';
import { listPage, PagingQuery } from '../../align/paging.ts';
import type { ApiOptions } from '../api-options.ts';
import { respond } from '../respond.ts';

/** S0 "Filtering options". */
const LinksQuery = PagingQuery.extend({
  provider: z.string().optional(),
  externalType: z.string().optional(),
  externalId: z.string().optional(),
  alignEntityType: z.enum(['project', 'user', 'project_member', 'time_entry', 'wiki_page']).optional(),
});

/** S0 `GET /integration-links`. */
export const linkRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  const config = { permission: 'read:integration' } as const;
  app.get('/integration-links', { schema: { querystring: LinksQuery }, config }, (request, reply) =>
    respond(sandbox, { request, reply }, ({ organizationId }) => {
      const { page, pageSize, ...filters } = request.query;
      return listPage(sandbox, sandbox.store.links, {
        where: { organizationId, ...filters },
        paging: { page, pageSize },
        shape: linkShape,
      });
    }),
  );
  done();
};
