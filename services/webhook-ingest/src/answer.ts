import type { FastifyReply } from 'fastify';

/** How a delivery is answered (contract section 4). */
const answers = {
  stored: { status: 200, body: { received: true } },
  duplicate: { status: 200, body: { received: true, deduplicated: true } },
  missing_header: { status: 400, body: { error: 'missing_header' } },
  malformed_header: { status: 400, body: { error: 'malformed_header' } },
  malformed_body: { status: 400, body: { error: 'malformed_body' } },
  bad_signature: { status: 400, body: { error: 'bad_signature' } },
  stale_timestamp: { status: 400, body: { error: 'stale_timestamp' } },
  event_mismatch: { status: 400, body: { error: 'event_mismatch' } },
  unknown_connection: { status: 404, body: { error: 'unknown_connection' } },
  too_many: { status: 429, body: { error: 'too_many' } },
  unavailable: { status: 503, body: { error: 'unavailable' } },
} as const;

export type Answer = keyof typeof answers;

/** After this the sender may try again. */
const retryAfterSeconds: { readonly [status: number]: number } = { 429: 60, 503: 5 };

/** Whether the sender is to blame for the answer. */
export function isRefusal(answer: Answer): boolean {
  const { status } = answers[answer];
  return status === 400 || status === 404;
}

/** Sends an answer. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, body } = answers[answer];
  const seconds = retryAfterSeconds[status];
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  return reply.code(status).send(body);
}

/** An answer as Node sends it with the least ado. */
export function flatAnswer(answer: Answer): { status: number; headers: string[]; body: string } {
  const { status, body: json } = answers[answer];
  const body = JSON.stringify(json);
  const seconds = retryAfterSeconds[status];
  const headers = ['content-type', 'application/json; charset=utf-8', 'content-length', String(body.length)];
  if (seconds !== undefined) headers.push('retry-after', String(seconds));
  return { status, headers, body };
}
