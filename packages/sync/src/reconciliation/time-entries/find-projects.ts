import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

export interface WatchedProject {
  /** Here. */
  id: string;
  alignId: string;
  /** The earliest work date that may still change. */
  from: string;
}

/** Somewhat more than S0's week. */
const WINDOW_DAYS = 8;

/**
 * Finds the projects whose entries are compared, each from the older of some days ago and its oldest entry that is not
 * final: an invoiced one is.
 */
export async function findProjects(database: Database, run: HeldRun): Promise<WatchedProject[]> {
  const { rows } = await sql<WatchedProject>`
    with oldest as (
      select project_id, min(work_date) as work_date from time_entries
      where tenant_id = ${run.tenantId} and company_id = ${run.companyId} and deleted_at is null and status <> 'invoiced'
      group by project_id
    )
    select project.id, link.align_entity_id as align_id, least(
      to_char(now() at time zone 'UTC' - make_interval(days => ${WINDOW_DAYS}), 'YYYY-MM-DD'), oldest.work_date
    ) as from
    from align_entity_links link
    join projects project on project.tenant_id = link.tenant_id and project.id = link.external_id
    left join oldest on oldest.project_id = project.id
    where link.tenant_id = ${run.tenantId} and link.company_id = ${run.companyId}
      and link.align_org_id = ${run.alignOrgId} and link.external_type = 'project'
    order by project.id
  `.execute(database);
  return rows;
}
