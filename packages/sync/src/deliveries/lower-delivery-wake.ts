import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Lowers the wake, after which whoever stores deliveries adds a job again; what had been stored without one is there to be
 * found.
 * @returns false where somebody is storing right now and relies on it
 */
export async function lowerDeliveryWake(database: Database): Promise<boolean> {
  const { rows } = await sql`
    with wake as (
      select is_only from align_delivery_wake for update skip locked
    ), lowered as (
      update align_delivery_wake set is_raised = false where is_raised and is_only in (select is_only from wake)
    )
    select from wake
  `.execute(database);
  return rows.length > 0;
}
