import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Invalid } from '../answer.ts';

/**
 * Refuses a day that has begun nowhere on Earth yet. Where the talent is we do not know, so the zone furthest ahead counts
 * (UTC+14, `Pacific/Kiritimati`), by the database's clock.
 * @param workDate `YYYY-MM-DD`
 */
export async function checkWorkDate(database: Database, workDate: string): Promise<Invalid | undefined> {
  const { rows } = await sql<{ latest: string }>`
    select (now() at time zone 'Pacific/Kiritimati')::date::text as latest
  `.execute(database);
  const latest = rows[0]?.latest ?? '';
  if (workDate <= latest) return undefined;
  return { kind: 'invalid', field: 'workDate', message: 'must not be in the future' };
}
