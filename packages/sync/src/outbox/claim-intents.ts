import type { Database, OutboxEntityType, OutboxLane, OutboxOperation } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from '../drain/acquire-drain.ts';

export interface ClaimedIntent {
  id: string;
  sequence: number;
  entityType: OutboxEntityType;
  operation: OutboxOperation;
  localId: string;
  lane: OutboxLane;
  /** Set where the entity is brought over from before the connection. */
  backfillId: string | null;
  attempts: number;
  /** When a call for this intent may first have left, before this claim; null when none ever did. */
  sentBefore: Date | null;
  /** Whether that is so long ago that Align may have forgotten the idempotency key, which it keeps for 24 h. */
  keyMayBeForgotten: boolean;
  mergedThrough: MergedThrough;
}

/**
 * The newest change that a call carries: the last of the edits that wait directly behind an intent for the same entity. Whoever
 * reads the entity's row after the claim has read them all.
 */
export interface MergedThrough {
  sequence: number;
  /** The intent's own where nothing waits behind it. */
  intentId: string;
}

/** What is taken together: `users` are upserts of users, which can share a call. */
export interface ClaimRequest {
  what: 'users' | 'others';
  /** Leaves the other lanes alone; default: takes from all. */
  lane?: OutboxLane | undefined;
  limit: number;
}

/**
 * Takes runnable intents of a connection's company for sending, live ones first, then oldest first. Only the oldest unsettled
 * intent of an entity is runnable, so that create, update, submit and delete never overtake each other, and a failed one
 * holds its successors. The database's clock decides what is due. Takes nothing for a lease that has run out or a connection
 * that is not active.
 */
export async function claimIntents(
  database: Database,
  lease: DrainLease,
  { what, lane, limit }: ClaimRequest,
): Promise<ClaimedIntent[]> {
  const { tenantId, companyId } = lease.connection;
  const claimed = await sql<ClaimedRow>`
    with head as (
      select id, sequence, entity_family, entity_type, operation, local_id, first_sent_at from align_sync_outbox intent
      where tenant_id = ${tenantId} and company_id = ${companyId}
        and status = 'pending' and next_retry_at <= now()
        and (entity_type = 'user' and operation = 'upsert') = ${what === 'users'}
        and lane = coalesce(${lane ?? null}, lane)
        and exists (
          select from align_drain_leases drain join align_connections connection on connection.id = drain.connection_id
          where drain.connection_id = ${lease.connection.id} and drain.lease_token = ${lease.token}
            and drain.leased_until > now() and connection.status = 'active'
        )
        and not exists (
          select from align_sync_outbox earlier
          where earlier.company_id = intent.company_id
            and earlier.entity_family = intent.entity_family
            and earlier.local_id = intent.local_id
            and earlier.sequence < intent.sequence
            and earlier.status in ('pending', 'processing', 'failed')
        )
      order by lane desc, sequence
      limit ${sql.lit(limit)}
      for update skip locked
    ), merged as (
      select head.id, follower.sequence, follower.id as intent_id
      from head cross join lateral (
        select sequence, id from align_sync_outbox
        where company_id = ${companyId} and entity_family = head.entity_family and local_id = head.local_id
          and sequence > head.sequence and status = 'pending'
          and entity_type = head.entity_type and operation = head.operation
          and not exists (
            select from align_sync_outbox other
            where other.company_id = ${companyId} and other.entity_family = head.entity_family
              and other.local_id = head.local_id and other.sequence > head.sequence
              and other.sequence < align_sync_outbox.sequence and other.status in ('pending', 'processing', 'failed')
              and (other.entity_type, other.operation, other.status)
                is distinct from (head.entity_type, head.operation, 'pending')
          )
        order by sequence desc limit 1
      ) follower
    )
    update align_sync_outbox intent
    set status = 'processing', lease_token = ${lease.token}, last_attempt_at = now(),
        first_sent_at = coalesce(intent.first_sent_at, now()),
        waiting_for_type = null, waiting_for_id = null
    from head left join merged on merged.id = head.id
    where intent.id = head.id
    returning intent.id, intent.sequence, intent.entity_type, intent.operation, intent.local_id, intent.lane, intent.backfill_id,
      intent.attempts,
      head.first_sent_at as sent_before,
      coalesce(head.first_sent_at < now() - interval '20 hours', false) as key_may_be_forgotten,
      coalesce(merged.sequence, intent.sequence) as merged_sequence, coalesce(merged.intent_id, intent.id) as merged_intent_id
  `.execute(database);
  return claimed.rows
    .map(({ mergedSequence: sequence, mergedIntentId: intentId, ...intent }) => ({
      ...intent,
      mergedThrough: { sequence, intentId },
    }))
    .toSorted((a, b) => a.sequence - b.sequence);
}

interface ClaimedRow extends Omit<ClaimedIntent, 'mergedThrough'> {
  mergedSequence: number;
  mergedIntentId: string;
}
