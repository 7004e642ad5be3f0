import { type Kysely, sql } from 'kysely';
import { createReserveSlots } from './0003-reserve-slots.ts';

/** What sending up to Align's limit takes: one budget per API key, lanes of different urgency, and a log of every call. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- All times are the database's own. One row per API key, whichever companies and processes share it.
    create table align_rate_budgets (
      -- Made from the key by a one-way function.
      key_hash text primary key,
      -- Requests that Align allows in its window; never taken to be more than it documents.
      request_limit integer not null check (request_limit > 0),
      -- The earliest slot that keeps the pace.
      paced_at timestamptz not null default 'epoch',
      -- When the credit would be whole again if nothing more were sent.
      credit_at timestamptz not null default 'epoch',
      -- The last slot that came sooner than the pace allows.
      hurried_at timestamptz not null default 'epoch',
      -- The first slot after two windows without any, and how many there have been since.
      rested_at timestamptz not null default 'epoch',
      used_since_rest integer not null default 0 check (used_since_rest >= 0),
      -- Nothing may be sent before: Align has answered 429.
      blocked_until timestamptz
    ) with (fillfactor = 50);

    alter table align_sync_outbox add column lane text not null default 'live' check (lane in ('live', 'backfill'));
    create index align_sync_outbox_next on align_sync_outbox (company_id, lane desc, sequence)
      where status = 'pending';

    -- When invitations were last taken for sending, so that those that follow closely go together.
    alter table align_drain_leases add column invited_at timestamptz;

    create table align_sync_attempts (
      id bigint generated always as identity primary key,
      intent_id text not null references align_sync_outbox (id) on delete cascade,
      tenant_id text not null references tenants (id),
      company_id text not null references company_profiles (id),
      sent_at timestamptz not null,
      method text not null,
      path text not null,
      -- Without addresses, and cut where it is long.
      request_body jsonb,
      -- Null where Align gave no answer.
      response_status integer,
      duration_ms integer not null check (duration_ms >= 0),
      -- What the attempt came to of which this call was a part.
      outcome text not null,
      error text
    );
    create index align_sync_attempts_by_intent on align_sync_attempts (intent_id, id);
    create index align_sync_attempts_by_company on align_sync_attempts (company_id, id desc);

    create index align_sync_outbox_settled on align_sync_outbox (settled_at) where status = 'done';
    create index align_webhook_deliveries_by_age on align_webhook_deliveries (received_at);
  `.execute(database);
  await createReserveSlots.execute(database);
}
