import { type Kysely, sql } from 'kysely';

/** What a caller was answered under an `Idempotency-Key` of theirs, so that the same call again does nothing again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotent_requests (
      user_id text not null references users (id) on delete cascade,
      -- The operation's name in OpenAPI.
      route text not null,
      idempotency_key text not null,
      tenant_id text not null references tenants (id),
      -- Of the parameters and the body, SHA-256 in hex; what was sent is not kept.
      request_hash text not null,
      -- Whose attempt it is while it is carried out; another may take over once it has been held for too long.
      claim_token text not null unique,
      held_until timestamptz not null,
      answer jsonb,
      answered_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (user_id, route, idempotency_key)
    );
    create index idempotent_requests_by_age on idempotent_requests (created_at);
    grant select, insert, update, delete on idempotent_requests to illumera_api;
    select protect_tenant_rows('idempotent_requests', 'tenant_id = current_setting(''app.tenant_id'', true)');
  `.execute(database);
}
