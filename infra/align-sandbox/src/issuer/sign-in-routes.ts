import type { FastifyReply } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sendHtml } from '../html/send-html.ts';
import { findSignIn } from './accounts.ts';
import { AuthorizationRequest } from './authorization-request.ts';
import { issueCode } from './issue-code.ts';
import type { IssuerOptions } from './issuer-options.ts';
import { isLoopbackUrl } from './loopback.ts';
import { messagePage } from './message-page.ts';
import { signInPage } from './sign-in-page.ts';

const Credentials = z.object({ email: z.string().max(320), password: z.string().max(200) });
const WRONG =
  'That e-mail address and password do not belong together. Check both, or pick an account below.';
const LogoutQuery = z.object({
  post_logout_redirect_uri: z.string().optional(),
  state: z.string().optional(),
});

/** What a browser is sent to: signing in and signing out. */
export const signInRoutes: FastifyPluginCallbackZod<IssuerOptions> = (app, { sandbox }, done) => {
  const ask = (reply: FastifyReply, request: AuthorizationRequest, attempt?: { email: string }) => {
    const { login_hint: hint = '', ...kept } = request;
    const page = signInPage({
      accounts: sandbox.store.accounts.find({}),
      query: queryOf(kept),
      clientId: request.client_id,
      email: attempt?.email ?? hint,
      fault: attempt === undefined ? undefined : WRONG,
    });
    const formTargets = [new URL(request.redirect_uri).origin];
    return sendHtml(reply, { page, formTargets, status: attempt === undefined ? 200 : 401 });
  };
  app.get('/authorize', (request, reply) => {
    const asked = AuthorizationRequest.safeParse(request.query);
    return asked.success ? ask(reply, asked.data) : refuse(reply, asked.error);
  });
  app.post('/authorize', async (request, reply) => {
    const asked = AuthorizationRequest.safeParse(request.query);
    if (!asked.success) return refuse(reply, asked.error);
    const credentials = Credentials.safeParse(request.body);
    if (!credentials.success) return refuse(reply, credentials.error);
    const account = await findSignIn(sandbox, credentials.data);
    if (account === undefined) return ask(reply, asked.data, credentials.data);
    return reply.redirect(issueCode(sandbox, account.id, asked.data), 303);
  });
  app.get('/logout', { schema: { querystring: LogoutQuery } }, (request, reply) => {
    const { post_logout_redirect_uri: address, state } = request.query;
    if (address === undefined || !isLoopbackUrl(address))
      return sendHtml(reply, {
        page: messagePage({ title: 'Signed out', lines: ['You may close this page.'] }),
      });
    const target = new URL(address);
    if (state !== undefined) target.searchParams.set('state', state);
    return reply.redirect(target.href, 303);
  });
  done();
};

function queryOf(request: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request)) if (value !== undefined) query.set(name, value);
  return query;
}

function refuse(reply: FastifyReply, fault: z.ZodError): FastifyReply {
  const lines = fault.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const page = messagePage({ title: 'This sign-in request cannot be used', lines });
  return sendHtml(reply, { page, status: 400 });
}
