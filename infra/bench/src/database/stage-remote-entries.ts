import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { BenchDatabase } from './bench-databases.ts';

/**
 * A run of reconciliation that has read each project's entries already.
 * @returns its id
 */
export async function stageRemoteEntries({ database }: BenchDatabase, connectionId: string): Promise<string> {
  const runId = uuid();
  const run = sql.lit(runId);
  await sql`
    insert into align_reconciliation_runs (id, tenant_id, company_id, connection_id, scope, slot)
      select ${run}, tenant_id, company_id, id, 'time_entries', ${run}
      from align_connections where id = ${sql.lit(connectionId)};
    insert into align_reconciliation_rows (run_id, tenant_id, kind, remote_id, part, data, fetched_at)
      select run.id, run.tenant_id, 'time_entry', entry.id, 'compare ' || entry.project_id || ' all', jsonb_build_object(
        'projectId', entry.project_id, 'userId', entry.user_id, 'workDate', entry.work_date, 'minutes', entry.minutes,
        'description', entry.description, 'status', entry.status), clock_timestamp()
      from align_reconciliation_runs run, remote_entries entry where run.id = ${run};
    insert into align_reconciliation_parts (run_id, tenant_id, kind, part, fetched_at)
      select run.id, run.tenant_id, 'time_entry', 'compare ' || project.id || ' all', clock_timestamp()
      from align_reconciliation_runs run, projects project where run.id = ${run};
  `.execute(database);
  return runId;
}
