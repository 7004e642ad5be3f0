import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import { lockLink } from '../../links/lock-link.ts';
import type { Outcome } from '../outcome.ts';
import { markTimeEntry } from './mark-time-entry.ts';
import { noteFailure } from './note-failure.ts';
import { entityOf, type Settlement } from './settlement.ts';

/** Makes the intent `failed`; it holds its entity's later intents, and what waits for the entity says so. */
export async function settleDead(
  transaction: Database,
  { lease, intent }: Settlement,
  outcome: Extract<Outcome, { kind: 'dead' }>,
): Promise<void> {
  await transaction
    .updateTable('alignSyncOutbox')
    .set({
      status: 'failed',
      attempts: intent.attempts + 1,
      settledAt: sql`now()`,
      error: outcome.reason,
      leaseToken: null,
    })
    .where('id', '=', intent.id)
    .execute();
  const entity = entityOf(intent);
  // Whoever begins to wait for it at this moment either is seen here, or sees that it has failed.
  await lockLink(transaction, `${lease.connection.companyId}/${entity.type}/${entity.id}`);
  await transaction
    .updateTable('alignSyncOutbox')
    .set({ error: `waiting for ${entity.type} ${entity.id}, which failed: ${outcome.reason}` })
    .where('companyId', '=', lease.connection.companyId)
    .where('waitingForType', '=', entity.type)
    .where('waitingForId', '=', entity.id)
    .where('status', '=', 'pending')
    .execute();
  if (outcome.discrepancy) await recordDiscrepancy(transaction, outcome.discrepancy);
  await noteFailure(transaction, lease, outcome.reason);
  await markTimeEntry(transaction, intent, { status: 'error', error: outcome.reason });
}
