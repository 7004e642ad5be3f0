import { type Kysely, sql } from 'kysely';

/**
 * Lets the roles of services add jobs, and the one that runs them do that. graphile-worker's tables are its owner's alone, so
 * its functions that add jobs act as the owner; tables and functions are its own to replace, which is why this is done after
 * each run of its migrations.
 */
export async function lendJobFunctions(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant usage on schema graphile_worker to illumera_api, illumera_ingest, illumera_worker, illumera_dispatcher;
    do $$
    declare
      lent regprocedure;
    begin
      for lent in
        select oid from pg_proc
        where pronamespace = 'graphile_worker'::regnamespace and proname in ('add_job', 'add_jobs')
      loop
        execute format('alter function %s security definer set search_path = pg_catalog, graphile_worker', lent);
        execute format('revoke all on function %s from public', lent);
        execute format('grant execute on function %s to illumera_api, illumera_ingest, illumera_worker,
          illumera_dispatcher', lent);
      end loop;
    end $$;
  `.execute(database);
  await lendJobs(database);
}

/**
 * What graphile-worker's runner and its crontab ask of its tables, by its own source; migrating them is not among it. A job
 * names a connection, a delivery or a run and holds nothing of any tenant.
 */
async function lendJobs(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant select on graphile_worker.migrations, graphile_worker.jobs to illumera_dispatcher;
    grant select, insert on graphile_worker._private_tasks to illumera_dispatcher;
    grant select, update, delete on graphile_worker._private_jobs to illumera_dispatcher;
    grant select, update on graphile_worker._private_job_queues to illumera_dispatcher;
    grant select, insert, update on graphile_worker._private_known_crontabs to illumera_dispatcher;
    do $$
    declare
      lent regclass;
    begin
      for lent in
        select oid from pg_class
        where relnamespace = 'graphile_worker'::regnamespace and relkind in ('r', 'p') and relrowsecurity
          and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'running')
      loop
        execute format('create policy running on %s to illumera_dispatcher using (true) with check (true)', lent);
      end loop;
    end $$;
  `.execute(database);
}
