import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../align/answer.ts';
import { IdParams } from '../api/id-params.ts';
import { isoNow } from '../clock/clock.ts';
import { FAULT_KINDS } from '../faults/fault-kinds.ts';
import { FAULT_NAMES, FaultTerms } from '../faults/fault-terms.ts';
import type { ControlOptions } from './control-options.ts';

const NewFault = FaultTerms.extend({ kind: z.enum(FAULT_NAMES) });

/** What is to go wrong, where, and how often it has. */
export const faultRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const { store, clock, randomness } = sandbox;
  app.get('/faults', () => ({
    data: store.faults.find({}),
    kinds: Object.entries(FAULT_KINDS).map(([kind, { explains }]) => ({ kind, explains })),
  }));
  app.post('/faults', { schema: { body: NewFault } }, (request, reply) => {
    const counts = { seen: 0, fired: 0, createdAt: isoNow(clock) };
    const fault = { id: randomness.uuid('fault'), ...request.body, ...counts };
    store.faults.insert(fault);
    return reply.code(201).send(fault);
  });
  app.delete('/faults', (_request, reply) => {
    store.faults.removeWhere({});
    return reply.code(204).send();
  });
  app.delete('/faults/:id', { schema: { params: IdParams } }, (request, reply) =>
    store.faults.remove(request.params.id)
      ? reply.code(204).send()
      : reply.code(404).send(notFound('The fault').body),
  );
  done();
};
