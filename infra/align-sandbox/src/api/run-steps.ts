import type { FastifyReply, FastifyRequest, preValidationHookHandler } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Step } from './exchange.ts';

/** Takes a request through the steps in order; the first answer ends it. */
export function runSteps(steps: readonly Step[]): preValidationHookHandler {
  return (request, reply, done) => {
    const answer = firstAnswer(steps, request, reply);
    if (answer === undefined) done();
    else reply.code(answer.status).send(answer.body);
  };
}

function firstAnswer(
  steps: readonly Step[],
  request: FastifyRequest,
  reply: FastifyReply,
): Answer | undefined {
  for (const step of steps) {
    const answer = step(request, reply);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
