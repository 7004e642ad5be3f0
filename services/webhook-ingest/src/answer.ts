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
  unavailable: { status: 503, body: { error: 'unavailable' } },
} as const;

export type Answer = keyof typeof answers;

/** After this the sender may try again. */
const RETRY_AFTER_SECONDS = 5;

/** Sends an answer. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, body } = answers[answer];
  if (answer === 'unavailable') reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply.code(status).send(body);
}
