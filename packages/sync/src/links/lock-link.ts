import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Holds one name of a link until the transaction ends. Whoever writes the link, and whoever decides to wait for it, takes
 * this lock first, so that neither misses the other.
 * @param name `<company>/<external type>/<external id>` or `<company>/<Align id>`
 */
export async function lockLink(database: Database, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(database);
}
