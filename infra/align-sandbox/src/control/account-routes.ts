import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { NewAccount, putAccount } from '../issuer/accounts.ts';
import { signAccessToken } from '../issuer/sign-token.ts';
import type { ControlOptions } from './control-options.ts';

const TokenRequest = z.object({
  sub: z.string().min(1),
  /** Negative makes a token that has already expired. */
  expiresInSeconds: z.number().int().default(3600),
  clientId: z.string().min(1).default('illumera-console'),
});

/** The people who can sign in at the token issuer, and tokens for tests without signing in. */
export const accountRoutes: FastifyPluginCallbackZod<ControlOptions> = (app, { sandbox }, done) => {
  app.post('/accounts', { schema: { body: NewAccount } }, async (request, reply) => {
    const account = await putAccount(sandbox, request.body);
    return reply.code(201).send(account);
  });
  app.get('/accounts', () => ({
    data: sandbox.store.accounts.find({}).map(({ id: sub, email, name }) => ({ sub, email, name })),
  }));
  app.post('/tokens', { schema: { body: TokenRequest } }, async (request, reply) => {
    const token = await signAccessToken(sandbox, {
      ...request.body,
      sid: sandbox.randomness.uuid('session'),
    });
    return reply.code(201).send({ token });
  });
  done();
};
