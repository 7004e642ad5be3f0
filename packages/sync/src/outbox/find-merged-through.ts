import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from '../drain/acquire-drain.ts';
import type { ClaimedIntent } from './claim-intents.ts';

/** The newest change that a call carries. */
export interface MergedThrough {
  sequence: number;
  intentId: string;
}

/**
 * Finds the last of the edits that wait directly behind this one for the same entity. Whoever reads the entity's row after
 * this has read them all, so one call carries them all.
 * @returns the last merged intent; the intent itself when nothing waits behind it
 */
export async function findMergedThrough(
  database: Database,
  lease: DrainLease,
  intent: ClaimedIntent,
): Promise<MergedThrough> {
  const result = await sql<MergedThrough>`
    with follower as (
      select sequence, id, entity_type, operation, status from align_sync_outbox
      where company_id = ${lease.connection.companyId}
        and entity_family = (select entity_family from align_sync_outbox where id = ${intent.id})
        and local_id = ${intent.localId}
        and sequence > ${intent.sequence}
        and status in ('pending', 'processing', 'failed')
    )
    select sequence, id as intent_id from follower
    where entity_type = ${intent.entityType} and operation = ${intent.operation}
      and sequence < coalesce((
        select min(sequence) from follower
        where (entity_type, operation, status) is distinct from (${intent.entityType}, ${intent.operation}, 'pending')
      ), 9223372036854775807)
    order by sequence desc limit 1
  `.execute(database);
  return result.rows[0] ?? { sequence: intent.sequence, intentId: intent.id };
}
