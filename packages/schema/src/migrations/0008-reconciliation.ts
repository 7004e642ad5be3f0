import { type Kysely, sql } from 'kysely';

/** Runs of reconciliation, what each step of them came to, and what a run has read of Align and may read again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table align_reconciliation_runs (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      connection_id text not null references align_connections (id),
      scope text not null check (scope in ('time_entries', 'nightly', 'links', 'deliveries')),
      -- What it is for: the minute of the crontab, or the request of a person.
      slot text not null,
      state text not null default 'running' check (state in ('running', 'complete', 'incomplete', 'failed')),
      -- A user's id, or "operator" for the command line; null where the clock started it.
      requested_by text,
      -- The step at hand.
      step text,
      rows_read integer not null default 0 check (rows_read >= 0),
      counts jsonb not null default '{}',
      -- What could not be seen, or why the run failed.
      gaps text[] not null default '{}',
      -- How many workers have taken it up.
      takes integer not null default 0 check (takes >= 0),
      lease_token text,
      leased_until timestamptz not null default 'epoch',
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      unique (connection_id, scope, slot),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      constraint align_reconciliation_runs_end_has_a_time check ((state = 'running') = (finished_at is null))
    );
    create unique index align_reconciliation_runs_one_at_a_time on align_reconciliation_runs (connection_id, scope)
      where state = 'running';
    create index align_reconciliation_runs_by_tenant on align_reconciliation_runs (tenant_id, id desc);
    create index align_reconciliation_runs_by_company on align_reconciliation_runs (company_id, id desc);
    create index align_reconciliation_runs_by_age on align_reconciliation_runs (finished_at)
      where state <> 'running';

    -- The steps that a run is through with; whoever takes the run over goes on after them.
    create table align_reconciliation_steps (
      run_id text not null references align_reconciliation_runs (id) on delete cascade,
      tenant_id text not null references tenants (id),
      step text not null,
      counts jsonb not null,
      gaps text[] not null,
      finished_at timestamptz not null default now(),
      primary key (run_id, step)
    );

    -- What runs have put right here.
    create table align_reconciliation_changes (
      id text primary key,
      run_id text not null references align_reconciliation_runs (id) on delete cascade,
      tenant_id text not null references tenants (id),
      external_type text not null,
      external_id text not null,
      before jsonb,
      after jsonb,
      changed_at timestamptz not null default now()
    );
    create index align_reconciliation_changes_by_entity
      on align_reconciliation_changes (tenant_id, external_type, external_id, id);
    create index align_reconciliation_changes_by_run on align_reconciliation_changes (run_id);

    -- Align's rows as a run has read them, and the lists that it has read whole. Both are gone after a crash of Postgres,
    -- and with the run's end; what is gone is read again.
    create unlogged table align_reconciliation_rows (
      run_id text not null,
      tenant_id text not null,
      kind text not null,
      remote_id text not null,
      part text not null,
      data jsonb not null,
      -- When the page was asked for.
      fetched_at timestamptz not null,
      primary key (run_id, kind, remote_id)
    );
    create index align_reconciliation_rows_by_part on align_reconciliation_rows (run_id, kind, part, fetched_at);
    create unlogged table align_reconciliation_parts (
      run_id text not null,
      tenant_id text not null,
      kind text not null,
      part text not null,
      fetched_at timestamptz not null,
      primary key (run_id, kind, part)
    );

    grant select, insert on align_reconciliation_runs to illumera_api;
    grant select on align_reconciliation_steps, align_reconciliation_changes, align_reconciliation_rows,
      align_reconciliation_parts to illumera_api;
    select protect_tenant_rows(name, 'tenant_id = current_setting(''app.tenant_id'', true)')
    from unnest(array['align_reconciliation_runs', 'align_reconciliation_steps', 'align_reconciliation_changes',
      'align_reconciliation_rows', 'align_reconciliation_parts']::regclass[]) as name;
  `.execute(database);
}
