import { sql } from 'kysely';
import type { LinkedProject } from '../find-linked-projects.ts';
import type { StepContext } from '../step.ts';
import { compareEntries } from '../time-entries/compare-entries.ts';
import { EARLIEST_WORK_DATE } from '../time-entries/date-range.ts';
import { readEntries } from '../time-entries/read-entries.ts';
import { healEntries, importEntries } from '../time-entries/reconcile-time-entries.ts';
import { countedStatuses } from './counted-statuses.ts';

/**
 * Compares all entries of a project, however old, and applies what Align shows of them.
 * @returns how many of Align's counted minutes are entries of its own that are not here, or what could not be read
 */
export async function sweepAgain(
  context: StepContext,
  project: LinkedProject,
): Promise<{ unknownMinutes: number } | { gap: string }> {
  const { id: projectId, alignId: alignProjectId } = project;
  const listed = { projectId, alignProjectId, purpose: 'totals' } as const;
  const gap = await readEntries(context, listed, EARLIEST_WORK_DATE);
  if (gap !== undefined) return { gap: gap.reason };
  await compareEntries(context);
  await healEntries(context);
  const [unseen] = await importEntries(context);
  if (unseen !== undefined) return { gap: unseen.reason };
  return { unknownMinutes: await countUnknown(context, project) };
}

async function countUnknown({ database, run }: StepContext, { alignId }: LinkedProject): Promise<number> {
  const { rows } = await sql<{ minutes: string }>`
    select coalesce(sum(staged.minutes), 0)::text as minutes
    from align_reconciliation_rows staged
    where staged.run_id = ${run.id} and staged.kind = 'time_entry' and staged.data ->> 'projectId' = ${alignId}
      and staged.status = any(${countedStatuses}::text[])
      and not exists (
        select from align_entity_links link
        where link.tenant_id = staged.tenant_id and link.company_id = ${run.companyId}
          and link.align_org_id = ${run.alignOrgId} and link.external_type = 'time_entry'
          and link.align_entity_id = staged.remote_id
      )
  `.execute(database);
  return Number(rows[0]?.minutes ?? 0);
}
