import { type Kysely, sql } from 'kysely';

/** What it takes to change a connection's secrets under traffic, and to test it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table align_connections
      add column missing_permissions text[] not null default '{}',
      -- Who is asking Align for the next webhook secret, and since when. Until the answer is stored, Align may already
      -- sign with a secret that is not here.
      add column secret_change_token text,
      add column secret_changing_since timestamptz,
      add constraint align_connections_secret_change_has_a_start
        check ((secret_change_token is null) = (secret_changing_since is null));

    -- Align allows 10 test deliveries an hour to an organization.
    create table align_test_deliveries (
      id text primary key,
      tenant_id text not null references tenants (id),
      connection_id text not null references align_connections (id),
      align_org_id text not null,
      requested_by text not null,
      requested_at timestamptz not null default now()
    );
    create index align_test_deliveries_by_organization on align_test_deliveries (align_org_id, requested_at);
  `.execute(database);
}
