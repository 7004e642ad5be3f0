import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';
import type { WatchedProject } from './find-projects.ts';

/** A linked entry that the run has not seen at Align. */
export interface MissingEntry {
  id: string;
  alignId: string;
  projectId: string;
  alignProjectId: string;
  workDate: string;
  status: TimeEntryStatus;
  /** What an earlier run has reported of it; null where none has. */
  reported: string | null;
}

/**
 * Finds linked entries of these projects, each from its date on, of which the run has seen no row. What was linked, sent or
 * changed since the run began does not count, nor does an entry with an intent that is not settled or has failed.
 * @param entryIds narrows it to these entries
 */
export async function findMissing(
  database: Database,
  run: HeldRun,
  { projects, entryIds }: { projects: readonly WatchedProject[]; entryIds?: readonly string[] },
): Promise<MissingEntry[]> {
  // Left out altogether where all are meant: Postgres would take a condition for one that hardly any row meets.
  const isWanted = entryIds === undefined ? sql`true` : sql`entry.id = any(${entryIds}::text[])`;
  const { rows } = await sql<MissingEntry>`
    select entry.id, link.align_entity_id as align_id, entry.project_id, watched.align_id as align_project_id,
      entry.work_date, entry.status, (
        select known.align_value from align_reconciliation_log known
        where known.tenant_id = entry.tenant_id and known.company_id = link.company_id
          and known.field = 'time_entry.deleted' and known.external_id = entry.id and known.state <> 'resolved'
        limit 1
      ) as reported
    from align_entity_links link
    join time_entries entry on entry.tenant_id = link.tenant_id and entry.id = link.external_id
    join unnest(
      ${projects.map(({ id }) => id)}::text[], ${projects.map(({ alignId }) => alignId)}::text[],
      ${projects.map(({ from }) => from)}::text[]
    ) as watched (id, align_id, first_date)
      on watched.id = entry.project_id and entry.work_date >= watched.first_date
    where link.tenant_id = ${run.tenantId} and link.company_id = ${run.companyId}
      and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry'
      and entry.deleted_at is null and ${isWanted}
      and link.created_at < ${run.startedAt}
      and coalesce(link.sent_at < ${run.startedAt}, true)
      and entry.updated_at < ${run.startedAt}
      and not exists (
        select from align_reconciliation_rows staged
        where staged.run_id = ${run.id} and staged.kind = 'time_entry' and staged.remote_id = link.align_entity_id
      )
      and not exists (
        select from align_sync_outbox intent
        where intent.company_id = link.company_id and intent.entity_family = 'time_entry'
          and intent.local_id = entry.id and intent.status in ('pending', 'processing', 'failed')
      )
    order by entry.project_id, entry.work_date, entry.id
  `.execute(database);
  return rows;
}
