import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { sendAnswer } from './answer.ts';
import { ALIGN_WEBHOOKS } from './routes/align-webhook-routes.ts';

/** Answers a request for what is not here. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'not_found' });
}

/** Answers a path that fastify finds no route for, since it cannot be decoded or is too long: no connection has such a token. */
export function sendUnroutable(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.startsWith(`${ALIGN_WEBHOOKS}/`)) sendAnswer(reply, 'unknown_connection');
  else sendNotFound(reply);
}
