import { setTimeout as delay } from 'node:timers/promises';
import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { type ClaimedIntent, claimIntents } from '../outbox/claim-intents.ts';
import { findMergedThrough } from '../outbox/find-merged-through.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { settleIntent } from '../outbox/settle/settle-intent.ts';
import { linkScopeOf } from '../outbox/settle/settlement.ts';
import { pushIntent } from '../push/push-intent.ts';
import type { DrainLease } from './acquire-drain.ts';

export interface DrainOptions {
  lease: DrainLease;
  align: AlignClient;
  /** Failed attempts after which an intent is `failed`. */
  maxAttempts: number;
  /** Calls under way at once for one connection. */
  concurrency: number;
  /** No further intent is taken once this fires; what is under way is settled. */
  stopping: AbortSignal;
  /** Told of each attempt that has ended. */
  onSettled?: (intent: ClaimedIntent, outcome: Outcome) => void;
}

/** While calls are under way, what has become due meanwhile is looked for this often. */
const LOOK_AGAIN_MS = 250;

/** Outcomes after which nothing more of this connection may be sent for now. */
const ENDS_DRAIN: ReadonlySet<Outcome['kind']> = new Set(['rate_limited', 'key_refused']);

/**
 * Sends what a connection has waiting until nothing is runnable. One hanging call holds its own entity, not the others.
 * @throws the database's errors; intents under way then stay `processing` until the lease is taken over
 */
export async function drainConnection(database: Database, options: DrainOptions): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let mayClaim = true;
  const attempt = async (intent: ClaimedIntent): Promise<void> => {
    try {
      const outcome = await attemptIntent(database, options, intent);
      if (ENDS_DRAIN.has(outcome.kind)) mayClaim = false;
    } catch (error) {
      mayClaim = false;
      failures.push(error);
    }
  };
  const start = (intent: ClaimedIntent): void => {
    const running = attempt(intent).finally(() => underWay.delete(running));
    underWay.add(running);
  };
  for (;;) {
    const room = mayClaim && !options.stopping.aborted ? options.concurrency - underWay.size : 0;
    const claimed = room > 0 ? await claimIntents(database, options.lease, room) : [];
    claimed.forEach(start);
    if (underWay.size === 0) break;
    if (claimed.length === 0) await Promise.race([...underWay, delay(LOOK_AGAIN_MS)]);
  }
  if (failures.length > 0) throw failures[0];
}

async function attemptIntent(
  database: Database,
  { lease, align, maxAttempts, onSettled }: DrainOptions,
  intent: ClaimedIntent,
): Promise<Outcome> {
  const mergedThrough = await findMergedThrough(database, lease, intent);
  const outcome = await pushIntent({ database, align, scope: linkScopeOf(lease), intent });
  const held = await settleIntent(database, { lease, intent, mergedThrough, maxAttempts }, outcome);
  if (held) onSettled?.(intent, outcome);
  return outcome;
}
