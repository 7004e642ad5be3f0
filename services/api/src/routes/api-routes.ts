import { type RouteDescriptor, type RouteName, routes } from '@illumera/api-models';
import type { Database } from '@illumera/schema';
import type { Actor, Change } from '@illumera/sync';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Admit } from '../auth/admit.ts';
import { requireRole } from '../auth/require-role.ts';
import { type Refusal, refuse } from '../problems/refuse.ts';
import type { Services } from '../services.ts';
import { answerOnce } from './answer-once.ts';
import { changeOf } from './change-of.ts';
import { handlers } from './handlers.ts';
import { isoDates } from './iso-dates.ts';
import { jsonBodies } from './json-bodies.ts';
import { routeSchema } from './route-schema.ts';

export interface ApiRoutesOptions {
  services: Omit<Services, 'database'>;
  /** The rows of one tenant. */
  tenantDatabase: (tenantId: string) => Database;
  admit: Admit;
  /** Tells pages of a change that has been made. */
  announce: (change: Change) => void;
}

/** A handler as its registration sees it: its route's own types are checked where the handler is written. */
type AnyHandler = (
  services: Services,
  call: { actor: Actor; params: unknown; query: unknown; body: unknown },
) => Promise<{ kind: 'done'; value: unknown } | Refusal>;

/** Every route of the API, each from its descriptor: who may call it is decided before its body is read. */
export const apiRoutes: FastifyPluginAsync<ApiRoutesOptions> = async (app, options) => {
  const { services, tenantDatabase, admit, announce } = options;
  const actors = new WeakMap<FastifyRequest, Actor>();
  await app.register(jsonBodies);
  for (const [name, route] of Object.entries(routes) as [RouteName, RouteDescriptor][]) {
    const handle = handlers[name] as AnyHandler;
    app.route({
      method: route.method,
      url: route.path,
      schema: routeSchema(name, route),
      onRequest: async (request) => {
        const actor = await admit(request);
        requireRole(actor, route.roles);
        actors.set(request, actor);
      },
      handler: async (request, reply) => {
        const actor = actors.get(request);
        if (actor === undefined) throw new Error(`${name} was reached without an actor`);
        const { params, query, body } = request;
        const database = tenantDatabase(actor.tenantId);
        const carryOut = (rows: Database) =>
          handle({ ...services, database: rows }, { actor, params, query, body });
        const key = route.method === 'POST' ? request.headers['idempotency-key'] : undefined;
        const { outcome, isReplayed } =
          typeof key === 'string'
            ? await answerOnce(
                database,
                { actor, route: name, key, input: { params, query, body } },
                carryOut,
              )
            : { outcome: await carryOut(database), isReplayed: false };
        if (isReplayed) reply.header('idempotency-replayed', 'true');
        if (outcome.kind !== 'done') throw refuse(outcome);
        const change = changeOf(route, actor, outcome.value);
        if (change !== undefined) announce(change);
        return reply.code(statusOf(route, body)).send(isoDates(outcome.value));
      },
    });
  }
};

function statusOf({ answer }: RouteDescriptor, body: unknown): number {
  const isDryRun = 'dryRunStatus' in answer && (body as { dryRun?: boolean } | undefined)?.dryRun === true;
  return isDryRun ? (answer.dryRunStatus ?? answer.status) : answer.status;
}
