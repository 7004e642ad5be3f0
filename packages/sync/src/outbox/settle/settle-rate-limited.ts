import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Outcome } from '../outcome.ts';
import { wakeLater } from '../wake-later.ts';
import { releaseIntent } from './release-intent.ts';
import type { Settlement } from './settlement.ts';

/** The whole key rests as long as Align asked; no attempt is used (S1 "Rate limit handling"). */
export async function settleRateLimited(
  transaction: Database,
  { lease, intent }: Settlement,
  outcome: Extract<Outcome, { kind: 'rate_limited' }>,
): Promise<void> {
  const restedAt = sql<Date>`now() + make_interval(secs => ${outcome.retryAfterSeconds})`;
  await releaseIntent(transaction, intent, {
    error: `Align asked to wait ${outcome.retryAfterSeconds} s`,
    nextRetryAt: restedAt,
  });
  await transaction
    .updateTable('alignConnections')
    .set({ blockedUntil: restedAt })
    .where('id', '=', lease.connection.id)
    .execute();
  await wakeLater(transaction, lease.connection.id, outcome.retryAfterSeconds * 1000);
}
