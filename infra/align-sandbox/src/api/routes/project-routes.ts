import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound, ok } from '../../align/answer.ts';
import { listPage, PagingQuery } from '../../align/paging.ts';
import { changeProject, ProjectChanges } from '../../align/projects/change-project.ts';
import { createProject, NewProject } from '../../align/projects/create-project.ts';
import { findProject } from '../../align/projects/find-project.ts';
import { projectShape } from '../../align/projects/project-shape.ts';
import { summarizeCost } from '../../align/projects/summarize-cost.ts';
import { summarizeTime } from '../../align/projects/summarize-time.ts';
import { TIME_ENTRY_STATUSES } from '../../store/rows.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { respond } from '../respond.ts';

const read = { permission: 'read:project' } as const;
const write = { permission: 'write:project' } as const;
const TimeSummaryQuery = z.object({ status: z.enum(TIME_ENTRY_STATUSES).optional() });

/** S1: projects with their totals of time and cost. */
export const projectRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  app.post('/projects', { schema: { body: NewProject }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => createProject(sandbox, caller, request.body)),
  );
  app.get('/projects', { schema: { querystring: PagingQuery }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, ({ organizationId }) =>
      listPage(sandbox, sandbox.store.projects, {
        where: { organizationId },
        paging: request.query,
        shape: projectShape,
      }),
    ),
  );
  app.get('/projects/:id', { schema: { params: IdParams }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const project = findProject(sandbox, caller, request.params.id);
      return project === undefined ? notFound('The project') : ok(projectShape(project));
    }),
  );
  const forChange = { params: IdParams, body: ProjectChanges };
  app.patch('/projects/:id', { schema: forChange, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      changeProject(sandbox, caller, { id: request.params.id, changes: request.body }),
    ),
  );
  const forTime = { params: IdParams, querystring: TimeSummaryQuery };
  app.get('/projects/:id/time-summary', { schema: forTime, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      summarizeTime(sandbox, caller, { id: request.params.id, status: request.query.status }),
    ),
  );
  app.get('/projects/:id/cost-summary', { schema: { params: IdParams }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => summarizeCost(sandbox, caller, request.params.id)),
  );
  done();
};
