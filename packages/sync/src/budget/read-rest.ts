import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** For how long a key still rests after a 429, in milliseconds; 0 when it does not. */
export async function readRest(database: Database, keyHash: string): Promise<number> {
  const result = await sql<{ seconds: number }>`
    select extract(epoch from blocked_until - clock_timestamp())::float8 as seconds
    from align_rate_budgets where key_hash = ${keyHash} and blocked_until > clock_timestamp()
  `.execute(database);
  return (result.rows[0]?.seconds ?? 0) * 1000;
}
