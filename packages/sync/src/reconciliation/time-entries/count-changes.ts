import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/** Counts what a run has put right, over all workers that had it, and what it leaves to people. */
export async function countChanges(database: Database, run: HeldRun) {
  const { rows } = await sql<{ healed: number; imported: number; deleted: number; found: number }>`
    select count(*) filter (where before is not null and after is not null)::integer as healed,
      count(*) filter (where before is null)::integer as imported,
      count(*) filter (where after is null)::integer as deleted,
      (
        select count(*)::integer from align_reconciliation_log
        where tenant_id = ${run.tenantId} and company_id = ${run.companyId} and connection_id = ${run.connectionId}
          and field in ('time_entry.content', 'time_entry.deleted', 'project.deleted')
          and state <> 'resolved' and last_seen_at >= ${run.startedAt}
      ) as found
    from align_reconciliation_changes where run_id = ${run.id} and external_type = 'time_entry'
  `.execute(database);
  return rows[0] ?? { healed: 0, imported: 0, deleted: 0, found: 0 };
}
