import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from '../drain/acquire-drain.ts';
import type { ClaimedIntent } from './claim-intents.ts';

/**
 * Finds the last of the edits that wait directly behind this one for the same entity. Whoever reads the entity's row after
 * this has read them all, so one call carries them all.
 * @returns the sequence of the last merged intent; the intent's own when nothing waits behind it
 */
export async function findMergedThrough(
  database: Database,
  lease: DrainLease,
  intent: ClaimedIntent,
): Promise<number> {
  const result = await sql<{ mergedThrough: number | null }>`
    with follower as (
      select sequence, entity_type, operation, status from align_sync_outbox
      where company_id = ${lease.connection.companyId}
        and entity_family = (select entity_family from align_sync_outbox where id = ${intent.id})
        and local_id = ${intent.localId}
        and sequence > ${intent.sequence}
        and status in ('pending', 'processing', 'failed')
    )
    select max(sequence) as merged_through from follower
    where entity_type = ${intent.entityType} and operation = ${intent.operation}
      and sequence < coalesce((
        select min(sequence) from follower
        where (entity_type, operation, status) is distinct from (${intent.entityType}, ${intent.operation}, 'pending')
      ), 9223372036854775807)
  `.execute(database);
  return result.rows[0]?.mergedThrough ?? intent.sequence;
}
