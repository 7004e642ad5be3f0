import { sql } from 'kysely';

type Statement = ReturnType<typeof sql>;

export interface Door {
  /** Reaches a row by the door, which it could not without. */
  opens: Statement;
  /** Would reach a row if the door were any wider; absent where it is open to all of the table. */
  stops?: Statement;
}

const reads = (table: string): Door => ({ opens: sql`select 1 from ${sql.table(table)}` });

/** The dispatcher's policies by table and name, and what each is for. */
export const doors: Record<string, Door> = {
  'align_backfills.closing': {
    opens: sql`update align_backfills set finished_at = now() where finished_at is null`,
    stops: sql`update align_backfills set finished_at = now() where finished_at is not null`,
  },
  'align_backfills.dispatching': { opens: sql`select id from align_backfills` },
  'align_connections.dispatching': { opens: sql`select id, tenant_id from align_connections` },
  'align_drain_leases.dispatching': { opens: sql`select connection_id from align_drain_leases` },
  'align_entity_links.dispatching': { opens: sql`select created_at from align_entity_links` },
  'align_missed_events.dispatching': { opens: sql`select id from align_missed_events` },
  'align_missed_events.forgetting': {
    opens: sql`delete from align_missed_events where healed_at is not null`,
    stops: sql`delete from align_missed_events where healed_at is null`,
  },
  'align_reconciliation_runs.dispatching': { opens: sql`select id from align_reconciliation_runs` },
  'align_reconciliation_runs.forgetting': {
    opens: sql`delete from align_reconciliation_runs where state <> 'running'`,
    stops: sql`delete from align_reconciliation_runs where state = 'running'`,
  },
  'align_reconciliation_runs.starting': { opens: startRun(null), stops: startRun('somebody') },
  'align_sync_outbox.dispatching': { opens: sql`select id from align_sync_outbox` },
  'align_sync_outbox.forgetting': {
    opens: sql`delete from align_sync_outbox where status = 'done'`,
    stops: sql`delete from align_sync_outbox where status = 'pending'`,
  },
  'align_sync_outbox.giving_back': {
    opens: sql`update align_sync_outbox set status = 'pending', lease_token = null where status = 'processing'`,
    stops: sql`update align_sync_outbox set status = 'pending', lease_token = null where status = 'failed'`,
  },
  'align_webhook_deliveries.dispatching': { opens: sql`select id from align_webhook_deliveries` },
  'align_webhook_deliveries.forgetting': {
    opens: sql`delete from align_webhook_deliveries where received_at < now() - interval '1 year'`,
    stops: sql`delete from align_webhook_deliveries where received_at > now() - interval '1 day'`,
  },
  'align_webhook_deliveries.taking_up': {
    opens: sql`update align_webhook_deliveries set due_at = now() where status = 'received'`,
    stops: sql`update align_webhook_deliveries set due_at = now() where status = 'failed'`,
  },
  'idempotent_requests.dispatching': { opens: sql`select user_id from idempotent_requests` },
  'idempotent_requests.forgetting': {
    opens: sql`delete from idempotent_requests where created_at < now() - interval '2 days'`,
    stops: sql`delete from idempotent_requests where created_at > now() - interval '1 hour'`,
  },
  'graphile_worker._private_job_queues.running': reads('graphile_worker._private_job_queues'),
  'graphile_worker._private_jobs.running': reads('graphile_worker._private_jobs'),
  'graphile_worker._private_known_crontabs.running': reads('graphile_worker._private_known_crontabs'),
  'graphile_worker._private_tasks.running': reads('graphile_worker._private_tasks'),
};

/** Reads whose connection it is for by a door of its own. */
function startRun(requestedBy: string | null): Statement {
  return sql`
    insert into align_reconciliation_runs (id, tenant_id, company_id, connection_id, scope, slot, requested_by)
    select 'new', tenant_id, company_id, id, 'links', 'now', ${requestedBy}::text from align_connections limit 1
  `;
}
