import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { closeBackfills } from '../backfill/close-backfills.ts';

export interface SweepResult {
  /** Connections with due intents that nobody was sending. */
  drains: number;
  /** Deliveries that nobody was handling. */
  deliveries: number;
  /** Runs of reconciliation that nobody was taking further. */
  runs: number;
}

/** A delivery is handled by its own job when it is due; one still unhandled after this long has lost it. */
const DELIVERY_OVERDUE_SECONDS = 30;
const isOverdue = sql`due_at < now() - make_interval(secs => ${DELIVERY_OVERDUE_SECONDS})`;

/**
 * Finds work whose wake-up was lost, because a worker was killed, a job was deleted or a row was edited by SQL, and adds
 * the jobs again. Backfills that have come to their end are closed.
 */
export async function sweep(database: Database): Promise<SweepResult> {
  const drains = await sql`
    with idle as (
      select connection.id from align_connections connection
      where connection.status = 'active' and coalesce(connection.blocked_until <= now(), true)
        and not exists (
          select from align_drain_leases drain
          where drain.connection_id = connection.id and drain.leased_until > now()
        )
        and exists (
          select from align_sync_outbox intent
          where intent.tenant_id = connection.tenant_id and intent.company_id = connection.company_id
            and (intent.status = 'processing' or (intent.status = 'pending' and intent.next_retry_at <= now()))
            and not exists (
              select from align_sync_outbox failed
              where failed.company_id = intent.company_id and failed.entity_family = intent.entity_family
                and failed.local_id = intent.local_id and failed.sequence < intent.sequence
                and failed.status = 'failed'
            )
        )
    )
    select graphile_worker.add_job('drain', json_build_object('connectionId', id), job_key => 'drain:' || id) from idle
  `.execute(database);
  const deliveries = await sql`
    with overdue as (
      select id from align_webhook_deliveries
      where status = 'received' and waiting_for_align_id is null and ${isOverdue}
      union all
      select id from align_webhook_deliveries
      where status = 'received' and waiting_for_align_id is not null and ${isOverdue}
      limit 1000
    )
    select graphile_worker.add_job(
      'handle_delivery', json_build_object('deliveryId', id), job_key => 'handle_delivery:' || id
    ) from overdue
  `.execute(database);
  await closeBackfills(database);
  const runs = await sql`
    select graphile_worker.add_job(
      'reconcile', json_build_object('runId', id), job_key => 'reconcile:' || id, job_key_mode => 'preserve_run_at'
    )
    from align_reconciliation_runs where state = 'running' and leased_until <= now()
  `.execute(database);
  return { drains: drains.rows.length, deliveries: deliveries.rows.length, runs: runs.rows.length };
}
