import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { moveAsAdministrator } from '../align/organizations/move-as-administrator.ts';
import { timeEntryShape } from '../align/time-entries/time-entry-shape.ts';
import { optionalBody } from '../api/optional-body.ts';
import type { Sandbox } from '../sandbox.ts';
import { TIME_ENTRY_STATUSES } from '../store/rows.ts';
import type { ControlOptions } from './control-options.ts';

const EntriesQuery = z.object({
  organizationId: z.string().optional(),
  status: z.enum(TIME_ENTRY_STATUSES).optional(),
  externalId: z.string().optional(),
});
const MoveParams = z.object({
  id: z.string(),
  transition: z.enum(['approve', 'reject', 'lock', 'invoice', 'unlock']),
});
const MoveBody = z.object({ reason: z.string().min(1).max(2000).optional() });

/** What a manager does to time entries in Align's own pages. */
export const timeEntryControlRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  app.get('/time-entries', { schema: { querystring: EntriesQuery } }, (request) => ({
    data: findEntries(sandbox, request.query),
  }));
  const forMove = { params: MoveParams, body: optionalBody(MoveBody) };
  app.post('/time-entries/:id/:transition', { schema: forMove }, (request, reply) => {
    const { id, transition } = request.params;
    const { status, body } = moveAsAdministrator(sandbox, { id, transition, reason: request.body.reason });
    return reply.code(status).send(body);
  });
  done();
};

function findEntries(sandbox: Sandbox, question: z.output<typeof EntriesQuery>) {
  const { store } = sandbox;
  const { externalId, ...where } = question;
  return store.timeEntries
    .find(where)
    .map((entry) => ({
      ...timeEntryShape(sandbox, entry),
      status: entry.status,
      reason: entry.reason,
      externalIds: store.links.find({ alignEntityId: entry.id }).map((link) => link.externalId),
    }))
    .filter((entry) => externalId === undefined || entry.externalIds.includes(externalId));
}
