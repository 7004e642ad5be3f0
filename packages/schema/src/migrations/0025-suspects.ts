import { type Kysely, sql } from 'kysely';

/** What one comparison of a run's rows with ours has found, to be made sure of and put right in batches. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Gone after a crash of Postgres, and with the run's end, like the rows that it is made of.
    create unlogged table align_reconciliation_suspects (
      run_id text not null,
      tenant_id text not null,
      kind text not null check (kind in ('differing', 'unknown', 'missing')),
      -- What is asked of Align together lies together: the project and day of what is missing.
      place text not null,
      align_id text not null,
      entry_id text,
      -- What Align has said of what is missing; null while it has not been asked.
      verdict text check (verdict in ('unlinked', 'linked', 'known', 'elsewhere')),
      primary key (run_id, kind, place, align_id)
    );
    grant select on align_reconciliation_suspects to illumera_api;
    grant select, insert, update (verdict), delete on align_reconciliation_suspects to illumera_worker;
    select protect_tenant_rows('align_reconciliation_suspects', 'tenant_id = current_setting(''app.tenant_id'', true)');

    -- How many rows there are is what plans need to know of them; what is in them is read but for comparing.
    alter table align_reconciliation_rows
      alter column run_id set statistics 10, alter column tenant_id set statistics 10, alter column kind set statistics 10,
      alter column remote_id set statistics 10, alter column part set statistics 10, alter column data set statistics 0,
      alter column fetched_at set statistics 10;
  `.execute(database);
}
