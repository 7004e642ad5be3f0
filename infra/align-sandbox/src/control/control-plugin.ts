import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { answerError } from '../api/answer-error.ts';
import { accountRoutes } from './account-routes.ts';
import { clockRoutes } from './clock-routes.ts';
import type { ControlOptions } from './control-options.ts';
import { eventRoutes } from './event-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { linkControlRoutes } from './link-control-routes.ts';
import { releaseControlRoutes } from './release-control-routes.ts';
import { switchRoutes } from './switch-routes.ts';
import { timeEntryControlRoutes } from './time-entry-control-routes.ts';

const ROUTES = [
  organizationRoutes,
  timeEntryControlRoutes,
  releaseControlRoutes,
  linkControlRoutes,
  eventRoutes,
  ledgerRoutes,
  accountRoutes,
  switchRoutes,
  faultRoutes,
  holdRoutes,
  clockRoutes,
] as const satisfies readonly FastifyPluginCallbackZod<ControlOptions>[];

/** What Align's own people and pages would do, for seeds and tests: no key is asked for. */
export const controlPlugin: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox, reset }, done) => {
  app.setErrorHandler(answerError);
  for (const routes of ROUTES) app.register(routes, { sandbox, reset });
  done();
};
