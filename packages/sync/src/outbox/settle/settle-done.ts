import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { deleteLink } from '../../links/delete-link.ts';
import { rememberAllSent } from '../../links/remember-sent.ts';
import { writeLinks } from '../../links/write-link.ts';
import type { ClaimedIntent } from '../claim-intents.ts';
import { showSynced } from './mark-time-entry.ts';
import { type Ended, entityOf, linkScopeOf } from './settlement.ts';

/** Align has them: the intents and the edits that their calls carried are done, and the links stand. All are of one lease. */
export async function settleDone(transaction: Database, ended: readonly Ended<'done'>[]): Promise<void> {
  const lease = ended[0]?.settlement.lease;
  if (lease === undefined) return;
  const scope = linkScopeOf(lease);
  await writeLinks(
    transaction,
    scope,
    ended.flatMap(({ outcome }) => outcome.link ?? []),
  );
  const sent = ended.flatMap(({ settlement: { intent }, outcome }) =>
    outcome.sent === undefined ? [] : [{ ...entityOf(intent), sent: outcome.sent }],
  );
  await rememberAllSent(transaction, scope, sent);
  for (const { settlement, outcome } of ended) {
    if (outcome.unlink) await deleteLink(transaction, scope, entityOf(settlement.intent));
  }
  const intents = ended.map(({ settlement }) => settlement.intent);
  await finish(transaction, lease.connection.companyId, intents);
  await transaction
    .updateTable('alignConnections')
    .set({ lastSyncAt: sql`now()` })
    .where('id', '=', lease.connection.id)
    .execute();
  await showSynced(transaction, intents);
}

async function finish(
  transaction: Database,
  companyId: string,
  intents: readonly ClaimedIntent[],
): Promise<void> {
  await sql`
    update align_sync_outbox intent set status = 'done', settled_at = now(), error = null, lease_token = null
    from unnest(
      ${intents.map(({ entityType }) => entityType)}::text[], ${intents.map(({ operation }) => operation)}::text[],
      ${intents.map(({ localId }) => localId)}::text[], ${intents.map(({ sequence }) => sequence)}::bigint[],
      ${intents.map(({ mergedThrough }) => mergedThrough.sequence)}::bigint[]
    ) as given (entity_type, operation, local_id, first, last)
    where intent.company_id = ${companyId} and intent.entity_type = given.entity_type
      and intent.operation = given.operation and intent.local_id = given.local_id
      and intent.sequence between given.first and given.last
  `.execute(transaction);
}
