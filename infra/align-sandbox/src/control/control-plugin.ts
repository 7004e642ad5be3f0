import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { answerError } from '../api/answer-error.ts';
import type { Sandbox } from '../sandbox.ts';
import { accountRoutes } from './account-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { timeEntryControlRoutes } from './time-entry-control-routes.ts';

export type ControlOptions = {
  sandbox: Sandbox;
  /** Forgets what is counted in memory. */
  clearWindows: () => void;
};

/** What Align's own people and pages would do, for seeds and tests: no key is asked for. */
export const controlPlugin: FastifyPluginCallbackZod<ControlOptions> = (
  app,
  { sandbox, clearWindows },
  done,
) => {
  app.setErrorHandler(answerError);
  for (const routes of [organizationRoutes, timeEntryControlRoutes, ledgerRoutes, accountRoutes])
    app.register(routes, { sandbox, clearWindows });
  done();
};
