import { type Kysely, sql } from 'kysely';

/** What Align could not tell us, and whether its state has been read since. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table align_missed_events (
      id text primary key,
      tenant_id text not null references tenants (id),
      company_id text not null,
      connection_id text not null references align_connections (id),
      -- Align's id of the delivery; where the subscription was disabled, the run that found it so.
      reference text not null check (char_length(reference) <= 128),
      cause text not null check (cause in ('dead_letter', 'stale', 'disabled')),
      -- Null where nobody knows which events there were.
      event_name text check (char_length(event_name) <= 128),
      response_code integer,
      found_at timestamptz not null default now(),
      healed_at timestamptz,
      unique (connection_id, reference),
      foreign key (tenant_id, company_id) references company_profiles (tenant_id, id)
    );
    create index align_missed_events_unhealed on align_missed_events (connection_id) where healed_at is null;
    create index align_missed_events_by_age on align_missed_events (found_at);

    grant select on align_missed_events to illumera_api;
    select protect_tenant_rows('align_missed_events', 'tenant_id = current_setting(''app.tenant_id'', true)');
  `.execute(database);
}
