import type { FastifyInstance } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../align/answer.ts';
import { answerError } from './answer-error.ts';
import type { ApiOptions } from './api-options.ts';
import { runSteps } from './run-steps.ts';
import { linkRoutes } from './routes/link-routes.ts';
import { memberRoutes } from './routes/member-routes.ts';
import { projectRoutes } from './routes/project-routes.ts';
import { releaseRoutes } from './routes/release-routes.ts';
import { timeEntryRoutes } from './routes/time-entry-routes.ts';
import { userRoutes } from './routes/user-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import { wikiPageRoutes } from './routes/wiki-page-routes.ts';
import { authenticate } from './steps/authenticate.ts';
import { authorize } from './steps/authorize.ts';
import { limitRate } from './steps/limit-rate.ts';
import { meetFault } from './steps/meet-fault.ts';
import { recordArrival } from './steps/record-arrival.ts';
import { replayAnswer } from './steps/replay-answer.ts';

const ROUTES = [
  userRoutes,
  projectRoutes,
  memberRoutes,
  timeEntryRoutes,
  wikiPageRoutes,
  releaseRoutes,
  linkRoutes,
  webhookRoutes,
] as const satisfies readonly FastifyPluginCallbackZod<ApiOptions>[];

/** Align's REST API: every request runs through the same steps, then its route. */
export const apiPlugin: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox, windows }, done) => {
  app.decorateRequest('apiKey', undefined);
  app.decorateRequest('ledgerId', undefined);
  app.decorateRequest('keyUse', undefined);
  app.decorateRequest('fault', undefined);
  addSteps(app, { sandbox, windows });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => {
    const { status, body } = notFound('The path');
    return reply.code(status).send(body);
  });
  for (const routes of ROUTES) app.register(routes, { sandbox, windows });
  done();
};

/** Every request is written down before anything judges it; what could not be read, when it is answered. */
function addSteps(app: FastifyInstance, { sandbox, windows }: ApiOptions): void {
  const record = recordArrival(sandbox);
  app.addHook(
    'preValidation',
    runSteps(sandbox, [
      record,
      authenticate(sandbox),
      limitRate(sandbox, windows.requests),
      meetFault(sandbox),
      authorize(),
      replayAnswer(sandbox),
    ]),
  );
  app.addHook('onSend', async (request, reply) => {
    if (request.ledgerId === undefined) record(request, reply);
    if (request.ledgerId !== undefined)
      sandbox.store.requests.change(request.ledgerId, { status: reply.statusCode });
  });
}
