import { type Kysely, sql } from 'kysely';

/** What handling Align's events needs beside the inbox: when a delivery is due, release evidence, the newest event applied. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Align's word on an entry is applied even where it revives one of two adjustments; ours stay one at a time.
    drop index time_entries_one_open_adjustment;
    create unique index time_entries_one_open_adjustment on time_entries (adjusts_entry_id)
      where adjusts_entry_id is not null and deleted_at is null and status <> 'rejected' and align_occurred_at is null;

    -- From then on a delivery may be handled; whoever takes it up puts this off for as long as nobody else is to.
    alter table align_webhook_deliveries add column due_at timestamptz not null default now();
    drop index align_webhook_deliveries_unhandled;
    create index align_webhook_deliveries_unhandled on align_webhook_deliveries (received_at)
      where status = 'received' and waiting_for_align_id is null;

    alter table align_entity_links
      -- When we last told Align of the entity.
      add column sent_at timestamptz,
      -- The time of the newest event that changed the entity here.
      add column align_occurred_at timestamptz;

    create table align_release_evidence (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      connection_id text not null references align_connections (id),
      project_id text references projects (id),
      align_release_id text not null,
      -- The answer as JSON text in UTF-8, and as JSON to search where Postgres can hold it.
      document bytea not null,
      evidence jsonb,
      released_at timestamptz not null,
      fetched_at timestamptz not null default now(),
      unique (connection_id, align_release_id),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id)
    );
    create index align_release_evidence_by_company on align_release_evidence (company_id, id desc);
  `.execute(database);
}
