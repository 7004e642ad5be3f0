import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../align/answer.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import { EVENT_NAMES } from '../webhooks/event-catalog.ts';
import type { ControlOptions } from './control-options.ts';

const NewEvent = z.object({
  organizationId: z.string(),
  eventName: z.enum(EVENT_NAMES),
  entityType: z.string().min(1),
  entityId: z.string().min(1),
  actorUserId: z.string().nullable().default(null),
  payload: z.record(z.string(), z.unknown()).default({}),
  /** Now where it is left out; a given time makes an event that is late. */
  occurredAt: z.iso.datetime().optional(),
});

/** Tells the subscribers of anything in Align's vocabulary, e.g. of a bug, an agreement or an invoice. */
export const eventRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const { store } = sandbox;
  app.post('/events', { schema: { body: NewEvent } }, (request, reply) => {
    if (store.organizations.get(request.body.organizationId) === undefined)
      return reply.code(404).send(notFound('The organization').body);
    const deliveryIds = store.transaction(() => emitEvent(sandbox, request.body));
    return reply.code(201).send({ deliveryIds });
  });
  done();
};
