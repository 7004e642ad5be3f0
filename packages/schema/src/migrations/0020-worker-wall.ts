import { type Kysely, sql } from 'kysely';
import { makeRole } from './0007-tenant-wall.ts';

/**
 * The roles of sync-worker. What it does for a connection, a delivery or a run it does as `illumera_worker`, behind the same
 * wall as the api: it sees the rows of the one tenant whose work it is, whatever Align's answers and events name. Which work
 * there is, and whose, it finds as `illumera_dispatcher`, which looks over all tenants through the doors below and can read
 * nothing of what the work is about.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const role of ['illumera_worker', 'illumera_dispatcher']) await makeRole(database, role);
  await extendWall(database);
  await grantWork(database);
  await openDoors(database);
  await openRetention(database);
}

/** One wall for everybody who works for one tenant, on the tables that are there and on those that are yet to come. */
async function extendWall(database: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function protect_tenant_rows(target regclass, belongs text) returns void language plpgsql as $$
    begin
      execute format('alter table %s enable row level security', target);
      execute format('alter table %s force row level security', target);
      execute format('create policy tenant_wall on %s to illumera_api, illumera_worker
        using (%s) with check (%s)', target, belongs, belongs);
      execute format('create policy administration on %s to %I using (true) with check (true)', target, current_user);
    end $$;

    do $$
    declare
      target regclass;
    begin
      for target in select polrelid from pg_policy where polname = 'tenant_wall' loop
        execute format('alter policy tenant_wall on %s to illumera_api, illumera_worker', target);
      end loop;
    end $$;
  `.execute(database);
}

/** What sending, handling and comparing read and write. No key of another row and nobody's tenant can be changed. */
async function grantWork(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant usage on schema public to illumera_worker;
    grant select on kysely_migration to illumera_worker;

    grant select (
      id, tenant_id, company_id, align_org_id, encrypted_api_key, status, blocked_until, import_align_entries,
      webhook_subscription_id, secret_change_token
    ), update (status, blocked_until, last_error_at, last_error_message, last_sync_at)
      on align_connections to illumera_worker;
    grant select, insert (connection_id, lease_token, leased_until), update (lease_token, leased_until, invited_at)
      on align_drain_leases to illumera_worker;
    grant select, insert, update (
      status, lane, lease_token, attempts, error, first_sent_at, last_attempt_at, next_retry_at, settled_at,
      waiting_for_type, waiting_for_id
    ) on align_sync_outbox to illumera_worker;
    grant insert on align_sync_attempts to illumera_worker;
    grant select, insert, update (last_sent, sent_at, align_occurred_at), delete on align_entity_links to illumera_worker;
    -- A key is named by its hash and may be several companies', so that its budget belongs to no tenant.
    grant select, insert, update on align_rate_budgets to illumera_worker;

    grant select (id, tenant_id, name, email, updated_at), update (name) on users to illumera_worker;
    grant select on person_profiles, projects, project_slots, engagements, invoices to illumera_worker;
    grant select, insert, update (
      work_date, minutes, notes, status, rejection_reason, sync_status, sync_error, align_occurred_at, deleted_at
    ) on time_entries to illumera_worker;

    grant select, update (status, attempts, outcome, error, waiting_for_align_id, processed_at, due_at)
      on align_webhook_deliveries to illumera_worker;
    grant select, insert, update (document, evidence, released_at, fetched_at)
      on align_release_evidence to illumera_worker;
    grant select, insert, update (
      connection_id, illumera_value, align_value, severity, state, times_seen, last_seen_at, resolved_at
    ) on align_reconciliation_log to illumera_worker;

    grant select, update (
      state, step, rows_read, counts, gaps, takes, lease_token, leased_until, started_at, finished_at
    ) on align_reconciliation_runs to illumera_worker;
    grant select, insert, update (counts, gaps, finished_at) on align_reconciliation_steps to illumera_worker;
    grant select, insert on align_reconciliation_changes to illumera_worker;
    grant select, insert, update (part, data, fetched_at), delete on align_reconciliation_rows to illumera_worker;
    grant select, insert, update (fetched_at), delete on align_reconciliation_parts to illumera_worker;
    grant select, insert, update (healed_at) on align_missed_events to illumera_worker;

    -- Counting what a run has read is the owner's to do; this counts and tells nothing.
    create function analyze_reconciliation_rows() returns void
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp
    as $$
    begin
      analyze align_reconciliation_rows;
    end $$;
    revoke all on function analyze_reconciliation_rows() from public;
    grant execute on function analyze_reconciliation_rows() to illumera_worker;
  `.execute(database);
}

/** What tells over all tenants that there is work, and whose; each with what it is needed for. */
async function openDoors(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant usage on schema public to illumera_dispatcher;
    grant select on kysely_migration to illumera_dispatcher;
    -- Who works, which names no tenant, and whether the handling of deliveries has been woken.
    grant select, insert, update, delete on sync_workers to illumera_dispatcher;
    grant select, update (is_raised) on align_delivery_wake to illumera_dispatcher;

    -- Whose a connection is; which of them has work that nobody does, or a run due; whom to tell of changes.
    grant select (id, tenant_id, company_id, align_org_id, status, blocked_until) on align_connections to illumera_dispatcher;
    create policy dispatching on align_connections for select to illumera_dispatcher using (true);
    grant select (connection_id, leased_until) on align_drain_leases to illumera_dispatcher;
    create policy dispatching on align_drain_leases for select to illumera_dispatcher using (true);
    grant select (
      id, tenant_id, company_id, entity_family, local_id, sequence, status, next_retry_at, settled_at, backfill_id
    ) on align_sync_outbox to illumera_dispatcher;
    create policy dispatching on align_sync_outbox for select to illumera_dispatcher using (true);
    -- What a killed worker had in hand where nobody may send any more is given back.
    grant update (status, lease_token) on align_sync_outbox to illumera_dispatcher;
    create policy giving_back on align_sync_outbox for update to illumera_dispatcher
      using (status = 'processing') with check (status = 'pending' and lease_token is null);
    -- A backfill of which nothing is left to send ends.
    grant select (id, connection_id, created_at, finished_at), update (finished_at)
      on align_backfills to illumera_dispatcher;
    create policy dispatching on align_backfills for select to illumera_dispatcher using (true);
    create policy closing on align_backfills for update to illumera_dispatcher
      using (finished_at is null) with check (true);

    -- Deliveries are taken up in the order in which they are due, whosever they are.
    grant select (id, tenant_id, connection_id, status, received_at, due_at), update (due_at)
      on align_webhook_deliveries to illumera_dispatcher;
    create policy dispatching on align_webhook_deliveries for select to illumera_dispatcher using (true);
    create policy taking_up on align_webhook_deliveries for update to illumera_dispatcher
      using (status = 'received') with check (status = 'received');

    -- By the clock each connection gets a run, for links only where new ones were written.
    grant select (id, tenant_id, connection_id, scope, slot, state, started_at, finished_at, leased_until),
      insert (id, tenant_id, company_id, connection_id, scope, slot, requested_by)
      on align_reconciliation_runs to illumera_dispatcher;
    create policy dispatching on align_reconciliation_runs for select to illumera_dispatcher using (true);
    create policy starting on align_reconciliation_runs for insert to illumera_dispatcher
      with check (state = 'running' and requested_by is null);
    grant select (tenant_id, company_id, align_org_id, created_at) on align_entity_links to illumera_dispatcher;
    create policy dispatching on align_entity_links for select to illumera_dispatcher using (true);
  `.execute(database);
}

/** What is old is let go of over all tenants at once, and nothing that is still needed. */
async function openRetention(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant delete on align_webhook_deliveries, align_sync_outbox, align_reconciliation_runs to illumera_dispatcher;
    create policy forgetting on align_webhook_deliveries for delete to illumera_dispatcher
      using (received_at < now() - interval '30 days');
    create policy forgetting on align_sync_outbox for delete to illumera_dispatcher using (status = 'done');
    create policy forgetting on align_reconciliation_runs for delete to illumera_dispatcher using (state <> 'running');

    grant select (id, found_at, healed_at), delete on align_missed_events to illumera_dispatcher;
    create policy dispatching on align_missed_events for select to illumera_dispatcher using (true);
    create policy forgetting on align_missed_events for delete to illumera_dispatcher using (healed_at is not null);
    grant select (user_id, route, idempotency_key, created_at), delete on idempotent_requests to illumera_dispatcher;
    create policy dispatching on idempotent_requests for select to illumera_dispatcher using (true);
    create policy forgetting on idempotent_requests for delete to illumera_dispatcher
      using (created_at < now() - interval '1 day');
    -- Names no tenant.
    grant select (subject, resets_at), delete on rate_limits to illumera_dispatcher;

    -- Whether a delivery still has its body shows only in the body, which the dispatcher is not to read or write.
    create function forget_delivery_bodies(older_than interval, at_most integer) returns setof text
      language sql security definer set search_path = pg_catalog, public, pg_temp
    as $$
      update align_webhook_deliveries set body = '', payload = null
      where id in (
        select id from align_webhook_deliveries
        where received_at < now() - greatest(older_than, interval '1 day') and body <> '' and status <> 'received'
        order by received_at limit at_most
      )
      returning id
    $$;
    revoke all on function forget_delivery_bodies(interval, integer) from public;
    grant execute on function forget_delivery_bodies(interval, integer) to illumera_dispatcher;
  `.execute(database);
}
