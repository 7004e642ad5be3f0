import { type Kysely, sql } from 'kysely';

/** What it takes to bring over what predates a connection: who asked for it, how much there was, and which intents those are. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table align_backfills (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      connection_id text not null,
      planned_projects integer not null check (planned_projects >= 0),
      planned_users integer not null check (planned_users >= 0),
      planned_project_members integer not null check (planned_project_members >= 0),
      planned_time_entries integer not null check (planned_time_entries >= 0),
      planned_wiki_pages integer not null check (planned_wiki_pages >= 0),
      -- A user's id, or "operator" for the command line.
      requested_by text not null,
      created_at timestamptz not null default now(),
      -- When nothing of it was left to send for the first time.
      finished_at timestamptz,
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id),
      foreign key (tenant_id, connection_id) references align_connections (tenant_id, id)
    );
    create unique index align_backfills_one_at_a_time on align_backfills (connection_id) where finished_at is null;
    create index align_backfills_by_tenant on align_backfills (tenant_id, id desc);
    create index align_backfills_by_company on align_backfills (company_id, id desc);

    alter table align_sync_outbox add column backfill_id text references align_backfills (id);
    create index align_sync_outbox_by_backfill on align_sync_outbox (backfill_id, status) where backfill_id is not null;

    grant select, insert, update on align_backfills to illumera_api;
    select protect_tenant_rows('align_backfills', 'tenant_id = current_setting(''app.tenant_id'', true)');
  `.execute(database);
}
