import type { FastifyRequest } from 'fastify';
import type { Answer } from '../../align/answer.ts';
import type { Sandbox } from '../../sandbox.ts';
import { pathOf, type Step } from '../exchange.ts';

/** How long Align keeps an answer under its key (S1 "Why this makes retries safe"). */
const IDEMPOTENCY_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Answers a repeated `Idempotency-Key` of the same method and path as the first time. */
export function replayAnswer({ store, clock }: Sandbox): Step {
  return (request, reply) => {
    const id = idempotencyId(request);
    const stored = id === undefined ? undefined : store.storedAnswers.get(id);
    if (stored === undefined || stored.createdAtMs <= clock.nowMs() - IDEMPOTENCY_WINDOW_MS) return undefined;
    reply.header('idempotent-replayed', 'true');
    return { status: stored.status, body: stored.body ?? undefined };
  };
}

/** Keeps a successful answer for the window; called in the transaction that made it. */
export function keepAnswer({ store, clock }: Sandbox, request: FastifyRequest, answer: Answer): void {
  const id = idempotencyId(request);
  if (id === undefined || answer.status >= 300) return;
  const createdAtMs = clock.nowMs();
  store.storedAnswers.remove(id);
  store.storedAnswers.insert({
    id,
    createdAtMs,
    createdAt: new Date(createdAtMs).toISOString(),
    status: answer.status,
    body: answer.body ?? null,
  });
}

function idempotencyId(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || request.method === 'GET' || request.apiKey === undefined) return undefined;
  return JSON.stringify([request.apiKey.id, request.method, pathOf(request), key]);
}
