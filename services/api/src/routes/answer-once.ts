import { createHash } from 'node:crypto';
import type { Database } from '@illumera/schema';
import { type Actor, claimRequest, type Done, keepAnswer, releaseRequest } from '@illumera/sync';
import { ProblemError } from '../problems/problem-error.ts';
import type { Refusal } from '../problems/refuse.ts';
import { callsAlign } from './calls-align.ts';

type Outcome = Done<unknown> | Refusal;

export interface KeyedCall {
  actor: Actor;
  route: string;
  /** What the caller named this call. */
  key: string;
  /** All that decides what is done. */
  input: { params: unknown; query: unknown; body: unknown };
}

/**
 * Carries out a call once however often it is made under one key, and answers as the first time from then on. What is done
 * and the answer commit together; only a call that asks Align cannot, and is taken over where its process died. A refusal is
 * not kept, since it changed nothing.
 * @throws ProblemError where the key names another call, or one that is under way
 */
export async function answerOnce(
  database: Database,
  call: KeyedCall,
  carryOut: (database: Database) => Promise<Outcome>,
): Promise<{ outcome: Outcome; isReplayed: boolean }> {
  if (callsAlign.has(call.route)) return attempt(database, call, carryOut);
  return database.transaction().execute((transaction) => attempt(transaction, call, carryOut));
}

async function attempt(
  database: Database,
  { actor, route, key, input }: KeyedCall,
  carryOut: (database: Database) => Promise<Outcome>,
): Promise<{ outcome: Outcome; isReplayed: boolean }> {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const claim = await claimRequest(database, actor, { route, key, hash });
  if (claim.kind === 'answered') return { outcome: { kind: 'done', value: claim.answer }, isReplayed: true };
  if (claim.kind !== 'claimed') throw refusals[claim.kind]();
  const outcome = await carryOut(database).catch(async (error: unknown) => {
    if (!database.isTransaction) await releaseRequest(database, claim.token);
    throw error;
  });
  if (outcome.kind === 'done') await keepAnswer(database, claim.token, outcome.value);
  else await releaseRequest(database, claim.token);
  return { outcome, isReplayed: false };
}

const refusals = {
  under_way: () =>
    new ProblemError(
      'conflict',
      'A call with this Idempotency-Key is being carried out. Try again in a moment.',
    ),
  reused: () =>
    new ProblemError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for a call that asked for something else. Choose a new one for each action.',
    ),
};
