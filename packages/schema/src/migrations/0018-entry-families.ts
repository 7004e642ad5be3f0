import { type Kysely, sql } from 'kysely';

/** Finds the adjustments of an entry, which everything that moves one locks with it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create index time_entries_by_original on time_entries (adjusts_entry_id) where adjusts_entry_id is not null
  `.execute(database);
}
