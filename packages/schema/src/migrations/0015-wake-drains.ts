import { type Kysely, sql } from 'kysely';

/**
 * The intent and its wake-up in one call, with a job only where none is on its way: each job notifies, and notifying
 * commits wait for one another.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Sees to it that a drain of the connection takes its last look after the caller's transaction has committed. Nothing
    -- is added where a job waits that no worker has taken, or where a drain is at work: the caller holds the connection's
    -- lock in shared mode until it ends, and a drain ends only while nobody holds it. Each look below has a snapshot of its
    -- own, taken after the lock; that needs READ COMMITTED, under which all of it runs.
    -- Transactions never wait for each other here: of those that add a job at once, one may add the job that others then
    -- find, and the rest add jobs without a key.
    create function wake_align_drain(connection text) returns void
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off
    as $$
    declare
      waiting text := 'drain:' || connection;
    begin
      perform pg_advisory_xact_lock_shared(hashtextextended('drain/' || connection, 0));
      if exists (
        select from align_drain_leases where connection_id = connection and leased_until > clock_timestamp()
      ) then return; end if;
      if exists (
        select from graphile_worker.jobs
        where key = waiting and locked_at is null and run_at <= clock_timestamp() and attempts < max_attempts
      ) then return; end if;
      perform graphile_worker.add_job('drain', json_build_object('connectionId', connection), job_key => case
        when pg_try_advisory_xact_lock(hashtextextended('wake/' || connection, 0))
          and not exists (select from graphile_worker.jobs where key = waiting)
        then waiting end);
    end $$;

    -- Writes an intent where the company has a connection that is not disconnected, and wakes its drain. What a backfill
    -- has queued for the same entity goes as soon, since it goes first. Returns the intent's id, or null where there is no
    -- such connection.
    create function enqueue_align_intent(
      intent_id text, tenant text, company text, entity_type text, local_id text, operation text, lane text
    ) returns text language plpgsql as $$
    declare
      connection text;
    begin
      select id into connection from align_connections
      where tenant_id = tenant and company_id = company and status <> 'disconnected';
      if connection is null then return null; end if;
      insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, lane)
      values (intent_id, tenant, company, entity_type, local_id, operation, lane);
      if lane = 'live' then
        update align_sync_outbox queued set lane = 'live'
        where queued.company_id = company and queued.local_id = enqueue_align_intent.local_id
          and queued.entity_family = case enqueue_align_intent.entity_type
            when 'time_entry_submit' then 'time_entry' else enqueue_align_intent.entity_type end
          and queued.status = 'pending' and queued.lane = 'backfill';
      end if;
      perform wake_align_drain(connection);
      return intent_id;
    end $$;
  `.execute(database);
}
