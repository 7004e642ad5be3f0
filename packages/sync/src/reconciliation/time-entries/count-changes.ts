import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/** Counts what a run has put right, over all workers that had it. */
export async function countChanges(database: Database, run: HeldRun) {
  const { rows } = await sql<{ healed: number; imported: number; deleted: number }>`
    select count(*) filter (where before is not null and after is not null)::integer as healed,
      count(*) filter (where before is null)::integer as imported,
      count(*) filter (where after is null)::integer as deleted
    from align_reconciliation_changes where run_id = ${run.id} and external_type = 'time_entry'
  `.execute(database);
  return rows[0] ?? { healed: 0, imported: 0, deleted: 0 };
}
