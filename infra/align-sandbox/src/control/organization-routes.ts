import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { mintKey, NewKey } from '../align/keys/mint-key.ts';
import { revokeKey } from '../align/keys/revoke-key.ts';
import { createOrganization, NewOrganization } from '../align/organizations/create-organization.ts';
import { notFound, ok } from '../align/answer.ts';
import { IdParams } from '../api/id-params.ts';
import type { ControlOptions } from './control-options.ts';

const ProjectCosts = z.object({
  hourlyRateCents: z.number().int().min(0).optional(),
  plannedCostCents: z.number().int().min(0).optional(),
});

/** Organizations, their keys, and what their projects cost. */
export const organizationRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const { store } = sandbox;
  app.post('/organizations', { schema: { body: NewOrganization } }, (request, reply) => {
    const { status, body } = store.transaction(() => createOrganization(sandbox, request.body));
    return reply.code(status).send(body);
  });
  app.get('/organizations', () => ({ data: store.organizations.find({}) }));
  app.post('/api-keys', { schema: { body: NewKey } }, (request, reply) => {
    const { status, body } = mintKey(sandbox, request.body);
    return reply.code(status).send(body);
  });
  const forRevocation = { body: z.object({ apiKey: z.string() }) };
  app.post('/api-keys/revoke', { schema: forRevocation }, (request, reply) => {
    const { status, body } = revokeKey(sandbox, request.body.apiKey);
    return reply.code(status).send(body);
  });
  const forCosts = { params: IdParams, body: ProjectCosts };
  app.patch('/projects/:id', { schema: forCosts }, (request, reply) => {
    const project = store.projects.get(request.params.id);
    if (project === undefined) return reply.code(404).send(notFound('The project').body);
    const { hourlyRateCents = project.hourlyRateCents, plannedCostCents = project.plannedCostCents } =
      request.body;
    const after = store.projects.change(project.id, { hourlyRateCents, plannedCostCents });
    return reply.send(ok(after).body);
  });
  done();
};
