import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { moveClock } from '../clock/move-clock.ts';
import type { Sandbox } from '../sandbox.ts';
import { SwitchChanges } from '../switches/switches.ts';

const ClockForm = z.object({
  advanceMs: z.coerce.number().int().min(0).max(31_536_000_000).optional(),
  isStopped: z
    .enum(['yes', 'no'])
    .transform((answer) => answer === 'yes')
    .optional(),
});
const ReleaseForm = z.object({ heldId: z.string() });

/** What the page's switchboard, clock and barriers post. */
export const settingRoutes: FastifyPluginCallbackZod<{ sandbox: Sandbox }> = (app, { sandbox }, done) => {
  app.post('/switches', (request, reply) => {
    const changes = SwitchChanges.safeParse(request.body);
    if (changes.success) sandbox.switches.turn(changes.data);
    const back = changes.success ? 'turned' : 'unturned';
    return reply.redirect(`/?said=${back}#switches`, 303);
  });
  app.post('/switches/restore', (_request, reply) => {
    sandbox.switches.restore();
    return reply.redirect('/?said=restored#switches', 303);
  });
  app.post('/clock', { schema: { body: ClockForm } }, (request, reply) => {
    moveClock(sandbox, request.body);
    return reply.redirect('/#clock', 303);
  });
  app.post('/holds/release', { schema: { body: ReleaseForm } }, (request, reply) => {
    sandbox.holds.release(request.body);
    return reply.redirect('/#troubles', 303);
  });
  done();
};
