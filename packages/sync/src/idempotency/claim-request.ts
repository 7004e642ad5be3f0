import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../people/actor.ts';

/** A call as its caller names it. */
export interface KeyedRequest {
  /** The operation; a key of another one is another key. */
  route: string;
  key: string;
  /** Of everything sent that decides what is done. */
  hash: string;
}

export type RequestClaim =
  /** Nobody has carried it out; `token` is needed to keep its answer. */
  | { kind: 'claimed'; token: string }
  | { kind: 'answered'; answer: unknown }
  | { kind: 'under_way' }
  /** The key was used for a call that asked for something else. */
  | { kind: 'reused' };

/** An action that has not ended after so long belongs to a process that died. */
const HELD_SECONDS = 60;
const KEPT_HOURS = 24;

/**
 * Takes the carrying out of a call, so that one of many with the same key does it. Called in the action's own transaction,
 * it waits for another that is at it; an answer is kept for 24 h.
 */
export async function claimRequest(
  database: Database,
  actor: Actor,
  request: KeyedRequest,
): Promise<RequestClaim> {
  const token = uuid();
  const claimed = await sql`
    insert into idempotent_requests as kept
      (user_id, route, idempotency_key, tenant_id, request_hash, claim_token, held_until)
    values (${actor.userId}, ${request.route}, ${request.key}, ${actor.tenantId}, ${request.hash}, ${token},
      now() + make_interval(secs => ${HELD_SECONDS}))
    on conflict (user_id, route, idempotency_key) do update set
      request_hash = excluded.request_hash, claim_token = excluded.claim_token, held_until = excluded.held_until,
      answer = null, answered_at = null, created_at = now()
    where kept.created_at < now() - make_interval(hours => ${KEPT_HOURS})
      or (kept.answered_at is null and kept.held_until < now() and kept.request_hash = excluded.request_hash)
  `.execute(database);
  return claimed.numAffectedRows === 1n ? { kind: 'claimed', token } : readKept(database, actor, request);
}

async function readKept(database: Database, actor: Actor, request: KeyedRequest): Promise<RequestClaim> {
  const kept = await database
    .selectFrom('idempotentRequests')
    .select(['requestHash', 'answer', 'answeredAt'])
    .where('userId', '=', actor.userId)
    .where('route', '=', request.route)
    .where('idempotencyKey', '=', request.key)
    .executeTakeFirst();
  if (kept === undefined) return { kind: 'under_way' };
  if (kept.requestHash !== request.hash) return { kind: 'reused' };
  return kept.answeredAt === null ? { kind: 'under_way' } : { kind: 'answered', answer: kept.answer };
}
