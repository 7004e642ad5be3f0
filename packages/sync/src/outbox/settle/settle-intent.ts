import type { Database } from '@illumera/schema';
import { recordAttempt } from '../../attempts/record-attempt.ts';
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
import type { Settlement, Settler } from './settlement.ts';

const settlers: { [Kind in Outcome['kind']]: Settler<Kind> } = {
  done: settleDone,
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
 * Writes down what became of a claimed intent, with its link, its calls and the connection's health, in one transaction. A worker that
 * lost the intent to another one in the meantime changes nothing.
 * @returns whether the intent was still this worker's
 */
export async function settleIntent(
  database: Database,
  settlement: Settlement,
  outcome: Outcome,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const held = await transaction
      .selectFrom('alignSyncOutbox')
      .select('id')
      .where('id', '=', settlement.intent.id)
      .where('status', '=', 'processing')
      .where('leaseToken', '=', settlement.lease.token)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) return false;
    const settle = settlers[outcome.kind] as Settler<Outcome['kind']>;
    await settle(transaction, settlement, outcome);
    if (!mayHaveTakenEffect(settlement.calls)) await forgetSending(transaction, settlement);
    await recordAttempt(transaction, settlement, { outcome, calls: settlement.calls });
    return true;
  });
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
