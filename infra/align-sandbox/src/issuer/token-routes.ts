import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { IssuerOptions } from './issuer-options.ts';
import { CodeExchange, redeemCode } from './redeem-code.ts';

/** The token endpoint; its errors are OAuth's. */
export const tokenRoutes: FastifyPluginCallbackZod<IssuerOptions> = (app, { sandbox }, done) => {
  app.post('/token', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const exchange = CodeExchange.safeParse(request.body);
    if (!exchange.success)
      return reply.code(400).send({
        error: 'invalid_request',
        error_description: exchange.error.issues.map((issue) => issue.path.join('.')).join(', '),
      });
    const redemption = await redeemCode(sandbox, exchange.data);
    if (redemption.kind === 'tokens') return reply.send(redemption.tokens);
    return reply.code(400).send({ error: 'invalid_grant', error_description: redemption.reason });
  });
  done();
};
