import type { FastifyInstance } from 'fastify';

/** Hands bodies over as the bytes that came, which a signature is over. */
export function takeRawBodies(server: FastifyInstance): FastifyInstance {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  return server;
}
