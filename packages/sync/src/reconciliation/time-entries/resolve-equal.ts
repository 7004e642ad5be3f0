import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';
import type { WatchedProject } from './find-projects.ts';

/**
 * Closes the differences of entries that the run has seen as they are here, later than the difference was last seen, and the
 * absence of those that are deleted here by now; that of projects whose entries were read; and minutes that kept an entry of
 * Align's out, once it is here.
 */
export async function resolveEqual(
  database: Database,
  run: HeldRun,
  read: readonly WatchedProject[],
): Promise<void> {
  await sql`
    update align_reconciliation_log set state = 'resolved', resolved_at = now()
    where tenant_id = ${run.tenantId} and company_id = ${run.companyId} and state <> 'resolved'
      and field = 'project.deleted' and external_id = any(${read.map(({ id }) => id)}::text[])
  `.execute(database);
  await sql`
    update align_reconciliation_log log set state = 'resolved', resolved_at = now()
    from time_entries entry
    where log.tenant_id = ${run.tenantId} and log.company_id = ${run.companyId} and log.state <> 'resolved'
      and log.field in ('time_entry.deleted', 'time_entry.content', 'time_entry.minutes')
      and entry.tenant_id = log.tenant_id and entry.id = log.external_id
      and (entry.deleted_at is not null or exists (
        select from align_entity_links link join align_reconciliation_rows staged
          on staged.run_id = ${run.id} and staged.kind = 'time_entry' and staged.remote_id = link.align_entity_id
        where link.tenant_id = log.tenant_id and link.company_id = log.company_id
          and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry'
          and link.external_id = entry.id and staged.fetched_at > log.last_seen_at
          and (log.field = 'time_entry.deleted' or (
            coalesce(staged.minutes = entry.minutes, true)
            and coalesce(staged.work_date = entry.work_date, true)
            and coalesce(staged.description = coalesce(entry.notes, ''), true)
          ))
      ))
  `.execute(database);
  await sql`
    update align_reconciliation_log log set state = 'resolved', resolved_at = now()
    where log.tenant_id = ${run.tenantId} and log.company_id = ${run.companyId} and log.state <> 'resolved'
      and log.field = 'time_entry.minutes' and exists (
        select from align_entity_links link
        where link.tenant_id = log.tenant_id and link.company_id = log.company_id
          and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry'
          and link.align_entity_id = log.external_id
      )
  `.execute(database);
}
