import type { Pool } from 'pg';

/** The outbox and the links as S1 lists them, as far as its worker uses them. */
export async function createSeedTables(pool: Pool): Promise<void> {
  await pool.query(`
    create table seed_outbox (
      id bigint generated always as identity primary key,
      entity_type text not null,
      local_id text not null,
      payload jsonb not null,
      status text not null default 'pending',
      attempts integer not null default 0,
      last_attempt_at timestamptz,
      next_retry_at timestamptz not null default now(),
      created_at timestamptz not null default now()
    );
    create index seed_outbox_pending on seed_outbox (status, next_retry_at);
    create table seed_links (
      external_type text not null,
      external_id text not null,
      align_entity_id text not null,
      primary key (external_type, external_id)
    );
  `);
}
