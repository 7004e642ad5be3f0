import type { FastifyReply, FastifyRequest, preValidationHookHandler } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Step } from './exchange.ts';
import { sendAnswer } from './send-answer.ts';

/** Takes a request through the steps in order; the first answer ends it. */
export function runSteps(sandbox: Sandbox, steps: readonly Step[]): preValidationHookHandler {
  return (request, reply, done) => {
    const answer = firstAnswer(steps, request, reply);
    if (answer === undefined) done();
    else void sendAnswer(sandbox, { request, reply }, answer);
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
