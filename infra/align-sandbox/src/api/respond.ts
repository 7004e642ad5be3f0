import type { FastifyReply } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Sandbox } from '../sandbox.ts';
import type { ApiKeyRow } from '../store/rows.ts';
import type { Exchange } from './exchange.ts';
import { sendAnswer } from './send-answer.ts';
import { findKeptAnswer, keepAnswer } from './steps/replay-answer.ts';

/**
 * Runs a verb, its events and its stored answer in one transaction, then sends what it answered. A barrier may
 * stop it on either side of the commit; it goes on whether the caller has waited or not.
 */
export async function respond(
  sandbox: Sandbox,
  exchange: Exchange,
  verb: (caller: ApiKeyRow) => Answer,
): Promise<FastifyReply> {
  const { request } = exchange;
  const { apiKey } = request;
  if (apiKey === undefined) throw new Error('A route under /api/v1 ran without an authenticated key.');
  const held = sandbox.holds.stop('before-commit', request);
  if (held !== undefined) await held;
  const answer = sandbox.store.transaction(() => {
    const kept = held === undefined ? undefined : findKeptAnswer(sandbox, request);
    if (kept !== undefined) return kept;
    const made = verb(apiKey);
    if (made.status < 300) keepAnswer(sandbox, request, made);
    return made;
  });
  const heldAfter = sandbox.holds.stop('after-commit', request);
  if (heldAfter !== undefined) await heldAfter;
  return sendAnswer(sandbox, exchange, answer);
}
