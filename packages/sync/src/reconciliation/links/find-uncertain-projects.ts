import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { linksOfType } from '../findings/links-of-type.ts';
import type { HeldRun } from '../run.ts';

/**
 * Finds Align's projects with a membership that only one side has under its id of ours. Align names memberships by ids of its
 * own, so that such a project's members are to be read before anything is said of it.
 */
export async function findUncertainProjects(database: Database, run: HeldRun): Promise<Set<string>> {
  const { rows } = await sql<{ alignId: string }>`
    with theirs as materialized (
      select staged.data ->> 'externalId' as external_id, staged.data ->> 'projectId' as align_project_id
      from align_reconciliation_rows staged
      where staged.run_id = ${run.id} and staged.kind = 'integration_link'
        and staged.data ->> 'externalType' = 'project_member'
    )
    select split_part(link.align_entity_id, ':', 1) as align_id from align_entity_links link
    where ${linksOfType(run, 'project_member')}
      and not exists (select from theirs where theirs.external_id = link.external_id)
    union
    select theirs.align_project_id from theirs
    where theirs.align_project_id is not null and not exists (
      select from align_entity_links link
      where ${linksOfType(run, 'project_member')} and link.external_id = theirs.external_id
    )
  `.execute(database);
  return new Set(rows.map(({ alignId }) => alignId));
}
