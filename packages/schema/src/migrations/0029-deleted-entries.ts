import { type Kysely, sql } from 'kysely';

/** Finds a company's deleted entries without going through all others. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create index time_entries_deleted on time_entries (tenant_id, company_id) where deleted_at is not null
  `.execute(database);
}
