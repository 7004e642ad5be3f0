import type { Problem, ProblemCode } from '@illumera/api-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeError } from './describe-error.ts';
import { problemKinds } from './problem-kinds.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** When to try again where the problem itself does not say. */
const patienceSeconds: Partial<Record<ProblemCode, number>> = { unavailable: 5, rate_limited: 10 };

/** Answers with problem details (RFC 9457) and logs what is not the caller's doing. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { code, message, faults, retryAfterSeconds = patienceSeconds[code] } = describeError(error);
  const { status, title } = problemKinds[code];
  if (status >= 500) request.log.error({ err: error }, title);
  const problem: Problem = {
    type: `urn:illumera:problem:${code}`,
    title,
    status,
    code,
    detail: message,
    requestId: request.id,
    ...(faults === undefined ? {} : { errors: [...faults] }),
  };
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  return reply.code(status).type(PROBLEM_TYPE).send(problem);
}
