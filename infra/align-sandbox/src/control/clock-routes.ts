import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { moveClock } from '../clock/move-clock.ts';
import type { ControlOptions } from './control-options.ts';

const ClockMove = z.strictObject({
  /** Moves the clock on by so much. */
  advanceMs: z.number().int().min(0).optional(),
  /** Sets the clock; before `advanceMs` where both are given. */
  now: z.iso.datetime().optional(),
  /** Whether it stands still from now on. */
  isStopped: z.boolean().optional(),
});

/** Align's time. */
export const clockRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  const reading = () => {
    const { nowMs, isStopped, offsetMs } = sandbox.clock.read();
    return { now: new Date(nowMs).toISOString(), isStopped, offsetMs };
  };
  app.get('/clock', reading);
  app.patch('/clock', { schema: { body: ClockMove } }, (request) => {
    const { now, ...move } = request.body;
    moveClock(sandbox, { ...move, toMs: now === undefined ? undefined : Date.parse(now) });
    return reading();
  });
  done();
};
