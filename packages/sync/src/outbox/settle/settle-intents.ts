import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { recordAttempts } from '../../attempts/record-attempts.ts';
import { mayHaveTakenEffect } from '../may-have-taken-effect.ts';
import type { Outcome } from '../outcome.ts';
import { settleDead } from './settle-dead.ts';
import { settleDeferred } from './settle-deferred.ts';
import { settleDone } from './settle-done.ts';
import { settleKeyRefused } from './settle-key-refused.ts';
import { settlePaused } from './settle-paused.ts';
import { settleProgress } from './settle-progress.ts';
import { settleRateLimited } from './settle-rate-limited.ts';
import { settleRetry } from './settle-retry.ts';
import { settleWait } from './settle-wait.ts';
import type { Ended, Settlement, Settler } from './settlement.ts';

/** What is settled one by one; most attempts end well, and those that do are settled together. */
const settlers: { [Kind in Exclude<Outcome['kind'], 'done'>]: Settler<Kind> } = {
  progress: settleProgress,
  retry: settleRetry,
  wait: settleWait,
  dead: settleDead,
  rate_limited: settleRateLimited,
  paused: settlePaused,
  deferred: settleDeferred,
  key_refused: settleKeyRefused,
};

/**
 * Writes down what became of claimed intents of one lease, with their links, their calls and the connection's health, in one
 * transaction. A worker that lost an intent to another one in the meantime changes nothing of it.
 * @returns the ids of those that were still this worker's
 */
export async function settleIntents(database: Database, ended: readonly Ended[]): Promise<Set<string>> {
  return database.transaction().execute(async (transaction) => {
    const held = await hold(transaction, ended);
    const ours = ended.filter(({ settlement }) => held.has(settlement.intent.id));
    await settleDone(
      transaction,
      ours.flatMap(({ settlement, outcome }) => (outcome.kind === 'done' ? [{ settlement, outcome }] : [])),
    );
    for (const { settlement, outcome } of ours) {
      if (outcome.kind === 'done') continue;
      const settle = settlers[outcome.kind] as Settler<Outcome['kind']>;
      await settle(transaction, settlement, outcome);
      if (!mayHaveTakenEffect(settlement.calls)) await forgetSending(transaction, settlement);
    }
    await recordAttempts(transaction, ours);
    return held;
  });
}

/** Locks those that are still this worker's. */
async function hold(transaction: Database, ended: readonly Ended[]): Promise<Set<string>> {
  const token = ended[0]?.settlement.lease.token;
  if (token === undefined) return new Set();
  const held = await sql<{ id: string }>`
    select id from align_sync_outbox
    where id = any(${ended.map(({ settlement }) => settlement.intent.id)}::text[])
      and status = 'processing' and lease_token = ${token}
    order by id for update
  `.execute(transaction);
  return new Set(held.rows.map(({ id }) => id));
}

/** Nothing of this attempt can have changed anything at Align: the intent stands as it did before. */
async function forgetSending(transaction: Database, { intent }: Settlement): Promise<void> {
  await transaction
    .updateTable('alignSyncOutbox')
    .set({ firstSentAt: intent.sentBefore })
    .where('id', '=', intent.id)
    .where('status', '=', 'pending')
    .execute();
}
