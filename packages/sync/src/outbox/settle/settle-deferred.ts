import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Outcome } from '../outcome.ts';
import { wakeLater } from '../wake-later.ts';
import { releaseIntent } from './release-intent.ts';
import type { Settlement } from './settlement.ts';

/** Gives the intent back for a moment; no attempt is used. */
export async function settleDeferred(
  transaction: Database,
  { lease, intent }: Settlement,
  { reason, resumeInMs }: Extract<Outcome, { kind: 'deferred' }>,
): Promise<void> {
  await releaseIntent(transaction, intent, {
    error: reason,
    nextRetryAt: sql<Date>`now() + make_interval(secs => ${resumeInMs / 1000})`,
  });
  await wakeLater(transaction, lease.connection.id, resumeInMs);
}
