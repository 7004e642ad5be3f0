import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound, ok } from '../../align/answer.ts';
import { listPage, PagingQuery } from '../../align/paging.ts';
import { findProject } from '../../align/projects/find-project.ts';
import { changeWikiPage, WikiPageChanges } from '../../align/wiki-pages/change-wiki-page.ts';
import { createWikiPage, NewWikiPage } from '../../align/wiki-pages/create-wiki-page.ts';
import { findWikiPage } from '../../align/wiki-pages/find-wiki-page.ts';
import { wikiPageShape } from '../../align/wiki-pages/wiki-page-shape.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { respond } from '../respond.ts';

const read = { permission: 'read:wiki' } as const;
const write = { permission: 'write:wiki' } as const;

/** S1 and S0: a project's wiki. */
export const wikiPageRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  const forList = { params: IdParams, querystring: PagingQuery };
  app.get('/projects/:id/wiki-pages', { schema: forList, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { id: projectId } = request.params;
      if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
      return listPage(sandbox, sandbox.store.wikiPages, {
        where: { projectId },
        paging: request.query,
        shape: wikiPageShape,
      });
    }),
  );
  const forCreation = { params: IdParams, body: NewWikiPage };
  app.post('/projects/:id/wiki-pages', { schema: forCreation, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      createWikiPage(sandbox, caller, { projectId: request.params.id, page: request.body }),
    ),
  );
  app.get('/wiki-pages/:id', { schema: { params: IdParams }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const page = findWikiPage(sandbox, caller, request.params.id);
      return page === undefined ? notFound('The wiki page') : ok(wikiPageShape(page));
    }),
  );
  const forChange = { params: IdParams, body: WikiPageChanges };
  app.patch('/wiki-pages/:id', { schema: forChange, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      changeWikiPage(sandbox, caller, { id: request.params.id, changes: request.body }),
    ),
  );
  done();
};
