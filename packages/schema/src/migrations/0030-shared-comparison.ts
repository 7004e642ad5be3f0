import { type Kysely, sql } from 'kysely';

/**
 * Lets a comparison be planned for what a run has read, so that several processes of Postgres share it, and begin without
 * going through all entries.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- A run is of one tenant; without that, each of the two is taken to leave only some of the other's rows.
    create statistics align_reconciliation_rows_by_run (dependencies) on run_id, tenant_id from align_reconciliation_rows;
    create or replace function analyze_reconciliation_rows() returns void
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp
    as $$
    begin
      analyze (skip_locked) align_reconciliation_rows (run_id, tenant_id, kind, remote_id);
    end $$;

    -- A project's oldest entry that may still change.
    create index time_entries_open on time_entries (project_id, work_date)
      where deleted_at is null and status <> 'invoiced';
  `.execute(database);
}
