import { sql } from 'kysely';
import { analyzeRows } from '../analyze-rows.ts';
import { asComparison } from '../as-comparison.ts';
import type { StepContext } from '../step.ts';
import { mayDiffer } from './find-differences.ts';
import type { WatchedProject } from './find-projects.ts';

/**
 * Compares all that the run has read of time entries with ours, both sides in one pass, and writes down what is suspect: what
 * may differ, what nothing here is linked to, and what of these projects the run has not seen, each from its date on. Whoever
 * puts one of them right makes sure of it first. What Align has said of a suspect already stays.
 */
export async function compareEntries(
  { database, run }: StepContext,
  watched: readonly WatchedProject[] = [],
): Promise<void> {
  await analyzeRows(database);
  const firstDates = JSON.stringify(Object.fromEntries(watched.map(({ id, from }) => [id, from])));
  await asComparison(database, async (transaction) => {
    await sql`
      delete from align_reconciliation_suspects where run_id = ${run.id} and verdict is null
    `.execute(transaction);
    // Postgres shares a comparison between processes only where what comes of it goes into a table of its own.
    await sql`
      create temporary table compared_entries on commit drop as
      select
        case when entry.align_id is null then 'unknown' when staged.remote_id is null then 'missing' else 'differing' end as kind,
        case when entry.align_id is null then staged.place
          when staged.remote_id is null then concat_ws(' ', entry.project_id, entry.work_date) else '' end as place,
        coalesce(staged.remote_id, entry.align_id) as align_id, entry.id as entry_id
      from (
        select remote_id, place, work_date, minutes, description, status, fetched_at from align_reconciliation_rows
        where tenant_id = ${run.tenantId} and run_id = ${run.id} and kind = 'time_entry'
      ) staged full join (
        select link.align_entity_id as align_id, link.created_at as linked_at, link.sent_at, entry.id, entry.project_id,
          entry.work_date, entry.minutes, entry.notes, entry.status, entry.source, entry.align_occurred_at, entry.updated_at
        from align_entity_links link
        left join time_entries entry
          on entry.tenant_id = link.tenant_id and entry.id = link.external_id and entry.deleted_at is null
        where link.tenant_id = ${run.tenantId} and link.company_id = ${run.companyId}
          and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry'
          and link.align_entity_type = 'time_entry'
      ) entry on entry.align_id = staged.remote_id
      where case
        when entry.align_id is null then ${run.importMode} <> 'off'
        when entry.id is null then false
        when staged.remote_id is null then
          entry.work_date >= ${firstDates}::jsonb ->> entry.project_id and entry.linked_at < ${run.startedAt}
          and coalesce(entry.sent_at < ${run.startedAt}, true) and entry.updated_at < ${run.startedAt}
        else entry.updated_at < staged.fetched_at and coalesce(entry.sent_at < staged.fetched_at, true)
          and (${mayDiffer})
      end
    `.execute(transaction);
    await sql`
      insert into align_reconciliation_suspects (run_id, tenant_id, kind, place, align_id, entry_id)
      select ${run.id}, ${run.tenantId}, kind, place, align_id, entry_id from compared_entries
      on conflict do nothing
    `.execute(transaction);
  });
}
