import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound, ok } from '../../align/answer.ts';
import { listPage, PagingQuery } from '../../align/paging.ts';
import { BulkInvite, bulkInviteUsers } from '../../align/users/bulk-invite-users.ts';
import { changeUser, UserChanges } from '../../align/users/change-user.ts';
import { findUser } from '../../align/users/find-user.ts';
import { Invite, inviteUser } from '../../align/users/invite-user.ts';
import { userShape } from '../../align/users/user-shape.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { respond } from '../respond.ts';

const read = { permission: 'read:user' } as const;
const write = { permission: 'write:user' } as const;

/** S1 `GET /me` and the calls on users. */
export const userRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  app.get('/me', (request, reply) =>
    respond(sandbox, { request, reply }, (key) =>
      ok({
        apiKeyId: key.id,
        organizationId: key.organizationId,
        scope: key.scope,
        scopedProjectId: key.scopedProjectId,
        permissions: key.permissions,
        createdByUserId: key.createdByUserId,
        lastUsedAt: key.lastUsedAt,
      }),
    ),
  );
  app.post('/users/invite', { schema: { body: Invite }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const result = inviteUser(sandbox, caller, request.body);
      return { status: result.created ? 201 : 200, body: result };
    }),
  );
  app.post('/users/bulk-invite', { schema: { body: BulkInvite }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => bulkInviteUsers(sandbox, caller, request.body)),
  );
  app.get('/users', { schema: { querystring: PagingQuery }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, ({ organizationId }) =>
      listPage(sandbox, sandbox.store.users, {
        where: { organizationId },
        paging: request.query,
        shape: userShape,
      }),
    ),
  );
  app.get('/users/:id', { schema: { params: IdParams }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const user = findUser(sandbox, caller, request.params.id);
      return user === undefined ? notFound('The user') : ok(userShape(user));
    }),
  );
  app.patch(
    '/users/:id',
    { schema: { params: IdParams, body: UserChanges }, config: write },
    (request, reply) =>
      respond(sandbox, { request, reply }, (caller) =>
        changeUser(sandbox, caller, { id: request.params.id, changes: request.body }),
      ),
  );
  done();
};
