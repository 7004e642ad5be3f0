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
  const claimed = await sql<ClaimedIntent>`
    with head as (
      select id, first_sent_at from align_sync_outbox intent
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
      limit ${limit}
      for update skip locked
    )
    update align_sync_outbox intent
    set status = 'processing', lease_token = ${lease.token}, last_attempt_at = now(),
        first_sent_at = coalesce(intent.first_sent_at, now()),
        waiting_for_type = null, waiting_for_id = null
    from head
    where intent.id = head.id
    returning intent.id, intent.sequence, intent.entity_type, intent.operation, intent.local_id, intent.lane, intent.backfill_id,
      intent.attempts,
      head.first_sent_at as sent_before,
      coalesce(head.first_sent_at < now() - interval '20 hours', false) as key_may_be_forgotten
  `.execute(database);
  return claimed.rows.toSorted((a, b) => a.sequence - b.sequence);
}
