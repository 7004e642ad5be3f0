import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** What time it is by the database's clock, in whole milliseconds. */
export async function databaseTime(database: Database): Promise<Date> {
  const { rows } = await sql<{
    now: Date;
  }>`select date_trunc('milliseconds', clock_timestamp()) as now`.execute(database);
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not tell the time');
  return row.now;
}
