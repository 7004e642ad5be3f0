import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { validationError } from '../align/answer.ts';

/** Says in Align's words what was wrong with a request; anything unforeseen is logged and a bare 500. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.slice(1).replaceAll('/', '.'),
      message,
    }));
    return reply.code(400).send(validationError('The request is not valid.', details).body);
  }
  const { statusCode = 500 } = error;
  if (statusCode < 500) return reply.code(statusCode).send(validationError(error.message).body);
  request.log.error({ err: error }, 'request failed');
  return reply.code(500).send({ error: 'internal_error' });
}
