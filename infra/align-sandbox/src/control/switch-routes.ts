import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { SWITCHES, SwitchChanges } from '../switches/switches.ts';
import type { ControlOptions } from './control-options.ts';

/** How Align behaves where its documents leave it open. */
export const switchRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const { switches } = sandbox;
  app.get('/switches', () => ({
    values: switches.values(),
    switches: Object.entries(SWITCHES).map(([name, definition]) => {
      const { title, explains, standard } = definition;
      return {
        name,
        title,
        explains,
        standard,
        choices: 'choices' in definition ? definition.choices : null,
      };
    }),
  }));
  app.patch('/switches', { schema: { body: SwitchChanges } }, (request) => ({
    values: switches.turn(request.body),
  }));
  done();
};
