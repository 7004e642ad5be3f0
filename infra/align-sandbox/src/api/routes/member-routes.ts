import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../align/answer.ts';
import { addMember, NewMember } from '../../align/members/add-member.ts';
import { changeMember, MemberChanges } from '../../align/members/change-member.ts';
import { memberShape } from '../../align/members/member-shape.ts';
import { removeMember } from '../../align/members/remove-member.ts';
import { listPage, PagingQuery } from '../../align/paging.ts';
import { findProject } from '../../align/projects/find-project.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { optionalBody } from '../optional-body.ts';
import { respond } from '../respond.ts';

const read = { permission: 'read:project' } as const;
const write = { permission: 'write:project' } as const;
const MemberParams = z.object({ id: z.string(), userId: z.string() });

/** S1 and S0: a project's members. */
export const memberRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  const forList = { params: IdParams, querystring: PagingQuery };
  app.get('/projects/:id/members', { schema: forList, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { id: projectId } = request.params;
      if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
      return listPage(sandbox, sandbox.store.members, {
        where: { projectId },
        paging: request.query,
        shape: memberShape,
      });
    }),
  );
  const forAddition = { params: MemberParams, body: optionalBody(NewMember) };
  app.post('/projects/:id/members/:userId', { schema: forAddition, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { id: projectId, userId } = request.params;
      return addMember(sandbox, caller, { projectId, userId, member: request.body });
    }),
  );
  const forChange = { params: MemberParams, body: MemberChanges };
  app.patch('/projects/:id/members/:userId', { schema: forChange, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { id: projectId, userId } = request.params;
      return changeMember(sandbox, caller, { projectId, userId, changes: request.body });
    }),
  );
  app.delete(
    '/projects/:id/members/:userId',
    { schema: { params: MemberParams }, config: write },
    (request, reply) =>
      respond(sandbox, { request, reply }, (caller) => {
        const { id: projectId, userId } = request.params;
        return removeMember(sandbox, caller, { projectId, userId });
      }),
  );
  done();
};
