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
    select project.id, link.align_entity_id as align_id, least(
      to_char(now() at time zone 'UTC' - make_interval(days => ${WINDOW_DAYS}), 'YYYY-MM-DD'),
      (
        select min(entry.work_date) from time_entries entry
        where entry.tenant_id = project.tenant_id and entry.project_id = project.id
          and entry.deleted_at is null and entry.status <> 'invoiced'
      )
    ) as from
    from align_entity_links link
    join projects project on project.tenant_id = link.tenant_id and project.id = link.external_id
    where link.tenant_id = ${run.tenantId} and link.company_id = ${run.companyId}
      and link.align_org_id = ${run.alignOrgId} and link.external_type = 'project'
    order by project.id
  `.execute(database);
  return rows;
}
