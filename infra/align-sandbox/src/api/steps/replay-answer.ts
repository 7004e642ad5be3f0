import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Answer, conflict } from '../../align/answer.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Step } from '../exchange.ts';
import { type KeyUse, storedUnder } from '../key-use.ts';
import { pathOf } from '../request-path.ts';

/** How long Align keeps an answer under its key (S1 "Why this makes retries safe"). */
const IDEMPOTENCY_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Answers a repeated `Idempotency-Key` as the first time, within what the switch takes for the same call. */
export function replayAnswer(sandbox: Sandbox): Step {
  return (request, reply) => {
    const kept = findKeptAnswer(sandbox, request);
    if (kept !== undefined) reply.header('idempotent-replayed', 'true');
    return kept;
  };
}

/** The answer that is kept for this request, if any. */
export function findKeptAnswer(
  { store, clock, switches }: Sandbox,
  request: FastifyRequest,
): Answer | undefined {
  const use = keyUseOf(request);
  if (use === undefined) return undefined;
  const stored = store.storedAnswers.get(storedUnder(switches.get('reusedKey'), use));
  if (stored === undefined || stored.createdAtMs <= clock.nowMs() - IDEMPOTENCY_WINDOW_MS) return undefined;
  if (switches.get('reusedKey') === 'refused' && stored.fingerprint !== use.fingerprint)
    return conflict('This idempotency key was used for another request.');
  return { status: stored.status, body: stored.body ?? undefined };
}

/** Keeps an answer for the window; called in the transaction that made it. */
export function keepAnswer(
  { store, clock, switches }: Sandbox,
  request: FastifyRequest,
  answer: Answer,
): void {
  const use = keyUseOf(request);
  if (use === undefined) return;
  const id = storedUnder(switches.get('reusedKey'), use);
  const createdAtMs = clock.nowMs();
  store.storedAnswers.remove(id);
  store.storedAnswers.insert({
    id,
    createdAtMs,
    createdAt: new Date(createdAtMs).toISOString(),
    status: answer.status,
    body: answer.body ?? null,
    fingerprint: use.fingerprint,
  });
}

/** Read once, before validation fills the body's gaps: a repeated request must look like the first. */
function keyUseOf(request: FastifyRequest): KeyUse | undefined {
  request.keyUse ??= readKeyUse(request);
  return request.keyUse;
}

function readKeyUse(request: FastifyRequest): KeyUse | undefined {
  const key = request.headers['idempotency-key'];
  const { method, apiKey } = request;
  if (typeof key !== 'string' || method === 'GET' || apiKey === undefined) return undefined;
  const path = pathOf(request);
  const content = JSON.stringify([method, path, request.body ?? null]);
  const fingerprint = createHash('sha256').update(content).digest('hex');
  return { apiKeyId: apiKey.id, key, method, path, fingerprint };
}
