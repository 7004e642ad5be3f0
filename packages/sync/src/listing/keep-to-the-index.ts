import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Postgres takes columns to have nothing to do with one another. Where they have, it may expect a handful of rows, and sort
 * what are millions. For the rest of the transaction it reads in an index's order wherever there is one.
 */
export async function keepToTheIndex(transaction: Database): Promise<void> {
  await sql`
    select set_config(setting, 'off', true) from unnest(array[
      'enable_sort', 'enable_incremental_sort', 'enable_bitmapscan', 'enable_seqscan', 'enable_hashjoin', 'enable_mergejoin',
      'enable_material', 'jit'
    ]) as setting
  `.execute(transaction);
}
