import { type Kysely, sql } from 'kysely';

/**
 * Lets the roles of services add jobs. graphile-worker's tables are its owner's alone, so its functions act as the owner; they
 * are its own to replace, which is why this is done after each run of its migrations.
 */
export async function lendJobFunctions(database: Kysely<unknown>): Promise<void> {
  await sql`
    grant usage on schema graphile_worker to illumera_api, illumera_ingest;
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
        execute format('grant execute on function %s to illumera_api, illumera_ingest', lent);
      end loop;
    end $$;
  `.execute(database);
}
