import { type Kysely, sql } from 'kysely';

/**
 * Holds what is compared of Align's time entries in columns, so that a comparison takes no JSON apart, and lets a run go on
 * where the rows are just being counted for another one.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table align_reconciliation_rows
      -- The project and user at Align, whose entries are taken over together.
      add column place text generated always as (
        case kind when 'time_entry' then coalesce(data ->> 'projectId', '') || ' ' || coalesce(data ->> 'userId', '') end
      ) stored,
      add column work_date text generated always as (case kind when 'time_entry' then data ->> 'workDate' end) stored,
      add column minutes bigint generated always as (case kind when 'time_entry' then (data ->> 'minutes')::bigint end) stored,
      add column description text generated always as (case kind when 'time_entry' then data ->> 'description' end) stored,
      add column status text generated always as (case kind when 'time_entry' then data ->> 'status' end) stored;

    -- How many rows there are is what plans need to know of them, as before.
    alter table align_reconciliation_rows
      alter column place set statistics 0, alter column work_date set statistics 0, alter column minutes set statistics 0,
      alter column description set statistics 0, alter column status set statistics 0;

    -- Who counts holds all others that count off, autovacuum for a second: what they have counted serves as well.
    create or replace function analyze_reconciliation_rows() returns void
      language plpgsql security definer set search_path = pg_catalog, public, pg_temp
    as $$
    begin
      analyze (skip_locked) align_reconciliation_rows (run_id, kind, remote_id);
    end $$;
  `.execute(database);
}
