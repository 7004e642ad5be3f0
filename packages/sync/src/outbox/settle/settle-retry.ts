import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Outcome } from '../outcome.ts';
import { retryDelayMs } from '../retry-delays.ts';
import { wakeLater } from '../wake-later.ts';
import { markTimeEntry } from './mark-time-entry.ts';
import { noteFailure } from './note-failure.ts';
import { releaseIntent } from './release-intent.ts';
import { settleDead } from './settle-dead.ts';
import type { Settlement } from './settlement.ts';

/** Uses an attempt and waits by the schedule; the last attempt makes the intent `failed`. */
export async function settleRetry(
  transaction: Database,
  settlement: Settlement,
  outcome: Extract<Outcome, { kind: 'retry' }>,
): Promise<void> {
  const { lease, intent } = settlement;
  const attempts = intent.attempts + 1;
  const delayMs = retryDelayMs(attempts, settlement.maxAttempts);
  if (delayMs === undefined) {
    await settleDead(transaction, settlement, { kind: 'dead', reason: outcome.reason });
    return;
  }
  await releaseIntent(transaction, intent, {
    attempts,
    error: outcome.reason,
    nextRetryAt: sql<Date>`now() + make_interval(secs => ${delayMs / 1000})`,
  });
  await wakeLater(transaction, lease.connection.id, delayMs);
  await noteFailure(transaction, lease, outcome.reason);
  await markTimeEntry(transaction, intent, { status: 'pending', error: outcome.reason });
}
