import { type Kysely, sql } from 'kysely';

/**
 * How much a user or an address has asked within the window at hand, counted over all processes. Not logged: after a crash of
 * Postgres everybody starts from nothing, and until then a count costs no write to disk.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table rate_limits (
      -- "user:" and an id, or "address:" and an address.
      subject text primary key,
      hits integer not null,
      resets_at timestamptz not null
    );
    create index rate_limits_by_age on rate_limits (resets_at);
    grant select, insert, update on rate_limits to illumera_locator;
  `.execute(database);
}
