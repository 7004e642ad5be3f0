import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Lets Postgres know how many rows runs have read before it compares them. Autovacuum comes a minute late, and until then it
 * takes them for one row and compares each with each. Where somebody counts them already, that serves as well.
 */
export async function analyzeRows(database: Database): Promise<void> {
  await sql`select analyze_reconciliation_rows()`.execute(database);
}
