import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { moveAsAdministrator } from '../align/organizations/move-as-administrator.ts';
import { sendHtml } from '../html/send-html.ts';
import type { Sandbox } from '../sandbox.ts';
import { overviewPage } from './overview-page.ts';
import { settingRoutes } from './setting-routes.ts';
import { ViewQuery } from './view-query.ts';

const MoveParams = z.object({
  id: z.string(),
  transition: z.enum(['approve', 'reject', 'lock', 'invoice', 'unlock']),
});
const MoveForm = z.object({
  reason: z.string().trim().max(2000).optional(),
  /** The query of the page the form was on, to come back to. */
  view: z.string().max(500).default(''),
});

/** The page for people: it shows the whole state and does to a time entry what a manager would. */
export const pagePlugin: FastifyPluginCallbackZod<{ sandbox: Sandbox }> = (app, { sandbox }, done) => {
  app.get('/', (request, reply) => {
    const query = ViewQuery.catch(ViewQuery.parse({})).parse(request.query);
    return sendHtml(reply, { page: overviewPage(sandbox, query) });
  });
  app.register(settingRoutes, { sandbox });
  const forMove = { params: MoveParams, body: MoveForm };
  app.post('/entries/:id/:transition', { schema: forMove }, (request, reply) => {
    const { id, transition } = request.params;
    const { reason = '', view } = request.body;
    const move = { id, transition, reason: reason === '' ? undefined : reason };
    const { status } = moveAsAdministrator(sandbox, move);
    const back = new URLSearchParams(view);
    back.set('did', transition);
    back.set('outcome', OUTCOMES[status] ?? 'refused');
    return reply.redirect(`/?${back.toString()}`, 303);
  });
  done();
};

const OUTCOMES: Readonly<Record<number, string>> = { 200: 'done', 400: 'reasonless', 404: 'gone' };
