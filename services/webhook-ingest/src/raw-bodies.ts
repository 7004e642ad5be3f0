import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

/** Leaves bodies the bytes as they came, whatever they call themselves: a signature covers those, and nothing is parsed before it. */
export const rawBodies = fp(async (app) => {
  app.addHook('onRequest', (request, _reply, done) => {
    request.headers['content-type'] = undefined;
    done();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
});
