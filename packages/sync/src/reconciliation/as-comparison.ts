import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** For each hash table of a comparison and each process that shares it; what does not fit goes to disk in parts. */
const WORK_MEM = '24MB';

/**
 * Runs statements that compare all that a run has read in a transaction of their own: with memory for their hash tables, with
 * plans for the run at hand, not compiled first, which takes longer than what is compared, and shared by several processes
 * of Postgres where there are many rows, however many come out.
 */
export function asComparison<Result>(
  database: Database,
  compare: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(async (transaction) => {
    await sql`
      select set_config('work_mem', ${WORK_MEM}, true), set_config('jit', 'off', true),
        set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('parallel_setup_cost', '0', true), set_config('parallel_tuple_cost', '0', true)
    `.execute(transaction);
    return compare(transaction);
  });
}
