import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound, ok } from '../../align/answer.ts';
import { PagingQuery } from '../../align/paging.ts';
import { changeTimeEntry, TimeEntryChanges } from '../../align/time-entries/change-time-entry.ts';
import { createTimeEntry, NewTimeEntry } from '../../align/time-entries/create-time-entry.ts';
import { deleteTimeEntry } from '../../align/time-entries/delete-time-entry.ts';
import { findTimeEntry } from '../../align/time-entries/find-time-entry.ts';
import { listTimeEntries } from '../../align/time-entries/list-time-entries.ts';
import { moveTimeEntry } from '../../align/time-entries/move-time-entry.ts';
import { timeEntryShape } from '../../align/time-entries/time-entry-shape.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { respond } from '../respond.ts';

const read = { permission: 'read:entry' } as const;
const write = { permission: 'write:entry' } as const;
const DatesQuery = PagingQuery.extend({
  startDate: z.iso.date().optional(),
  endDate: z.iso.date().optional(),
});
const Unlock = z.object({ reason: z.string().min(1).max(2000) });

/** S1 and S0: time entries. */
export const timeEntryRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  const forList = { params: IdParams, querystring: DatesQuery };
  app.get('/projects/:id/time-entries', { schema: forList, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { startDate, endDate, ...paging } = request.query;
      return listTimeEntries(sandbox, caller, { projectId: request.params.id, startDate, endDate, paging });
    }),
  );
  const forCreation = { params: IdParams, body: NewTimeEntry };
  app.post('/projects/:id/time-entries', { schema: forCreation, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      createTimeEntry(sandbox, caller, { projectId: request.params.id, entry: request.body }),
    ),
  );
  app.get('/time-entries/:id', { schema: { params: IdParams }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const entry = findTimeEntry(sandbox, caller, request.params.id);
      return entry === undefined ? notFound('The time entry') : ok(timeEntryShape(sandbox, entry));
    }),
  );
  const forChange = { params: IdParams, body: TimeEntryChanges };
  app.patch('/time-entries/:id', { schema: forChange, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      changeTimeEntry(sandbox, caller, { id: request.params.id, changes: request.body }),
    ),
  );
  app.delete('/time-entries/:id', { schema: { params: IdParams }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => deleteTimeEntry(sandbox, caller, request.params.id)),
  );
  app.post('/time-entries/:id/submit', { schema: { params: IdParams }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      moveTimeEntry(sandbox, caller, { id: request.params.id, transition: 'submit' }),
    ),
  );
  const forUnlock = { params: IdParams, body: Unlock };
  app.post('/time-entries/:id/unlock', { schema: forUnlock, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { reason } = request.body;
      return moveTimeEntry(sandbox, caller, { id: request.params.id, transition: 'unlock', reason });
    }),
  );
  done();
};
