import { type Kysely, sql } from 'kysely';

/**
 * Lets the service roles add jobs. graphile-worker's tables are its owner's alone, so its functions act as the owner; they
 * are its own to replace, which is why this is done after each run of its migrations.
 */
export async function lendJobFunctions(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant usage on schema graphile_worker
      to illumera_api, illumera_ingest, illumera_worker, illumera_locator, illumera_sweeper;
    do $$
    declare
      lent record;
    begin
      for lent in
        select oid::regprocedure as name, proname in ('add_job', 'add_jobs') as for_all from pg_proc
        where pronamespace = 'graphile_worker'::regnamespace
          and proname in ('add_job', 'add_jobs', 'force_unlock_workers')
      loop
        execute format('alter function %s security definer set search_path = pg_catalog, graphile_worker', lent.name);
        execute format('revoke all on function %s from public', lent.name);
        if lent.for_all then
          execute format('grant execute on function %s
            to illumera_api, illumera_ingest, illumera_worker, illumera_sweeper', lent.name);
        else
          execute format('grant execute on function %s to illumera_sweeper', lent.name);
        end if;
      end loop;
    end $$;
  `.execute(database);
}
