import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { deleteLink } from '../../links/delete-link.ts';
import { rememberSent } from '../../links/remember-sent.ts';
import { writeLink } from '../../links/write-link.ts';
import type { Outcome } from '../outcome.ts';
import { markTimeEntry } from './mark-time-entry.ts';
import { entityOf, linkScopeOf, type Settlement } from './settlement.ts';

/** Align has it: the intent and the edits that its call carried are done, and the link stands. */
export async function settleDone(
  transaction: Database,
  settlement: Settlement,
  outcome: Extract<Outcome, { kind: 'done' }>,
): Promise<void> {
  const { lease, intent } = settlement;
  if (outcome.link) await writeLink(transaction, linkScopeOf(lease), outcome.link);
  if (outcome.sent) {
    await rememberSent(transaction, linkScopeOf(lease), { ...entityOf(intent), sent: outcome.sent });
  }
  if (outcome.unlink) await deleteLink(transaction, linkScopeOf(lease), entityOf(intent));
  await transaction
    .updateTable('alignSyncOutbox')
    .set({ status: 'done', settledAt: sql`now()`, error: null, leaseToken: null })
    .where('companyId', '=', lease.connection.companyId)
    .where('entityType', '=', intent.entityType)
    .where('operation', '=', intent.operation)
    .where('localId', '=', intent.localId)
    .where('sequence', '>=', intent.sequence)
    .where('sequence', '<=', settlement.mergedThrough.sequence)
    .execute();
  await transaction
    .updateTable('alignConnections')
    .set({ lastSyncAt: sql`now()` })
    .where('id', '=', lease.connection.id)
    .execute();
  await markTimeEntry(transaction, intent, { status: 'synced', error: null });
}
