import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** Answers what fastify itself refuses: a body over the limit, or one that is not as long as it says. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.statusCode === 413) return reply.code(413).send({ error: 'too_large' });
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.code(400).send({ error: 'malformed_body' });
  }
  request.log.error({ err: error }, 'an error that nobody expected');
  return reply.code(503).header('retry-after', '5').send({ error: 'unavailable' });
}
