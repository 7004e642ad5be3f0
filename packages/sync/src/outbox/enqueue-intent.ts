import type { Database, OutboxEntityType, OutboxLane, OutboxOperation } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { hastenBackfill } from './hasten-backfill.ts';
import { entityOf } from './settle/settlement.ts';

export interface NewIntent {
  tenantId: string;
  companyId: string;
  entityType: OutboxEntityType;
  /** The Illumera id: of the project, user, engagement or time entry; a wiki page goes by its project's. */
  localId: string;
  operation: OutboxOperation;
  /** Default: live. */
  lane?: OutboxLane;
}

/**
 * Records that a change is to reach Align, with the job that wakes the worker, in the caller's transaction: a rolled-back
 * change leaves nothing, a committed one is never lost. Writes nothing where the company has no connection that is
 * `active` or `error`, which this transaction itself decides (S1 "Sync Triggers", without its cache).
 * What a backfill has queued for the same entity goes as soon, since it goes first.
 * @returns the intent's id, or undefined where there is no connection
 */
export async function enqueueIntent(database: Database, intent: NewIntent): Promise<string | undefined> {
  const id = uuid();
  const { lane = 'live' } = intent;
  const result = await sql<{ id: string }>`
    with connection as (
      select id from align_connections
      where tenant_id = ${intent.tenantId} and company_id = ${intent.companyId} and status <> 'disconnected'
    ), intent as (
      insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, lane)
      select ${id}, ${intent.tenantId}, ${intent.companyId}, ${intent.entityType}, ${intent.localId}, ${intent.operation},
        ${lane}
      from connection
      returning id
    )${lane === 'live' ? sql`, hastened as (${hastenBackfill(intent.companyId, entityOf(intent))})` : sql``}, wake as (
      select graphile_worker.add_job('drain', json_build_object('connectionId', connection.id))
      from connection
    )
    select intent.id from intent, wake
  `.execute(database);
  return result.rows[0]?.id;
}
