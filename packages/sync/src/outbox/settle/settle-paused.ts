import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Outcome } from '../outcome.ts';
import { wakeLater } from '../wake-later.ts';
import { releaseIntent } from './release-intent.ts';
import type { Settlement } from './settlement.ts';

/** The whole connection rests for a while, in every process; no attempt is used. */
export async function settlePaused(
  transaction: Database,
  { lease, intent }: Settlement,
  { reason, resumeInMs }: Extract<Outcome, { kind: 'paused' }>,
): Promise<void> {
  await releaseIntent(transaction, intent, { error: reason });
  await transaction
    .updateTable('alignConnections')
    .set({
      blockedUntil: sql`greatest(blocked_until, now() + make_interval(secs => ${resumeInMs / 1000}))`,
      lastErrorAt: sql`now()`,
      lastErrorMessage: reason,
    })
    .where('id', '=', lease.connection.id)
    .execute();
  await wakeLater(transaction, lease.connection.id, resumeInMs);
}
