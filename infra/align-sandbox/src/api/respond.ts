import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Sandbox } from '../sandbox.ts';
import type { ApiKeyRow } from '../store/rows.ts';
import { keepAnswer } from './steps/replay-answer.ts';

type Exchange = { request: FastifyRequest; reply: FastifyReply };

/** Runs a verb, its events and its stored answer in one transaction, then sends what it answered. */
export function respond(
  sandbox: Sandbox,
  { request, reply }: Exchange,
  verb: (caller: ApiKeyRow) => Answer,
): FastifyReply {
  const { apiKey } = request;
  if (apiKey === undefined) throw new Error('A route under /api/v1 ran without an authenticated key.');
  const answer = sandbox.store.transaction(() => {
    const made = verb(apiKey);
    keepAnswer(sandbox, request, made);
    return made;
  });
  return reply.code(answer.status).send(answer.body);
}
