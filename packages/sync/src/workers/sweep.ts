import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { closeBackfills } from '../backfill/close-backfills.ts';
import { giveBackIntents } from './give-back-intents.ts';

export interface SweepResult {
  /** Connections with due intents that nobody was sending. */
  drains: number;
  /** Whether deliveries were due that nobody had taken up. */
  deliveries: boolean;
  /** Runs of reconciliation that nobody was taking further. */
  runs: number;
}

/** Deliveries are taken up as soon as they are due; where one still waits after this long, nobody may be about to. */
const DELIVERY_OVERDUE_SECONDS = 2;

/**
 * Finds work whose wake-up was lost, because a worker was killed, a job was deleted or a row was edited by SQL, and adds
 * the jobs again. Backfills that have come to their end are closed.
 */
export async function sweep(database: Database): Promise<SweepResult> {
  await giveBackIntents(database);
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
    select wake_align_drain(id) from idle
  `.execute(database);
  const deliveries = await sql`
    select graphile_worker.add_job('handle_deliveries', job_key => 'handle_deliveries:swept')
    where exists (
      select from align_webhook_deliveries
      where status = 'received' and due_at < now() - make_interval(secs => ${DELIVERY_OVERDUE_SECONDS})
    )
  `.execute(database);
  await closeBackfills(database);
  const runs = await sql`
    select graphile_worker.add_job(
      'reconcile', json_build_object('runId', id), job_key => 'reconcile:' || id, job_key_mode => 'preserve_run_at'
    )
    from align_reconciliation_runs where state = 'running' and leased_until <= now()
  `.execute(database);
  return { drains: drains.rows.length, deliveries: deliveries.rows.length > 0, runs: runs.rows.length };
}
