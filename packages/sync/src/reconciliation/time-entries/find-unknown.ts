import type { TimeEntry } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/** An entry at Align that nothing here is linked to. */
export interface UnknownEntry {
  alignId: string;
  /** As Align listed it. */
  there: Pick<TimeEntry, 'userId' | 'workDate' | 'minutes' | 'description' | 'status'> & {
    projectId: string;
  };
  fetchedAt: Date;
  /**
   * Ours of the same person and project that have no link and are of the same day or were sent on another one, at most one
   * more than can be asked for: it may be one of them.
   */
  unlinkedIds: string[];
}

/** An entry that may be one of more of ours than this is left for another run. */
export const MAX_ASKED = 20;

/** Finds out which of these entries nothing here is linked to still, and what else they may be. */
export async function findUnknown(
  database: Database,
  run: HeldRun,
  alignIds: readonly string[],
): Promise<UnknownEntry[]> {
  const inScope = (link: string) => sql`
    ${sql.ref(`${link}.tenant_id`)} = ${run.tenantId} and ${sql.ref(`${link}.company_id`)} = ${run.companyId}
    and ${sql.ref(`${link}.align_org_id`)} = ${run.alignOrgId}
  `;
  const { rows } = await sql<UnknownEntry>`
    with unlinked as materialized (
      select entry.id, entry.project_id, entry.person_id, entry.work_date, exists (
          select from align_sync_outbox intent
          where intent.company_id = entry.company_id and intent.entity_family = 'time_entry'
            and intent.local_id = entry.id and intent.operation = 'upsert'
            and intent.status in ('pending', 'processing', 'failed') and intent.first_sent_at is not null
        ) as is_sent
      from time_entries entry
      where entry.tenant_id = ${run.tenantId} and entry.company_id = ${run.companyId}
        and entry.source = 'illumera' and entry.deleted_at is null and not exists (
          select from align_entity_links link
          where ${inScope('link')} and link.external_type = 'time_entry' and link.external_id = entry.id
        )
    ), unknown as materialized (
      select staged.remote_id, staged.data, staged.fetched_at from align_reconciliation_rows staged
      where staged.run_id = ${run.id} and staged.kind = 'time_entry' and staged.remote_id = any(${alignIds}::text[])
        and not exists (
          select from align_entity_links link
          where ${inScope('link')} and link.external_type = 'time_entry'
            and link.align_entity_type = 'time_entry' and link.align_entity_id = staged.remote_id
        )
    )
    select staged.remote_id as align_id, staged.data as there, staged.fetched_at, array(
      select unlinked.id from unlinked
      join align_entity_links project on ${inScope('project')} and project.external_type = 'project'
        and project.align_entity_type = 'project' and project.external_id = unlinked.project_id
        and project.align_entity_id = staged.data ->> 'projectId'
      join person_profiles profile on profile.id = unlinked.person_id
      join align_entity_links person on ${inScope('person')} and person.external_type = 'user'
        and person.external_id = profile.user_id and person.align_entity_id = staged.data ->> 'userId'
      where unlinked.work_date = staged.data ->> 'workDate' or unlinked.is_sent
      limit ${MAX_ASKED + 1}
    ) as unlinked_ids
    from unknown staged
    order by staged.data ->> 'projectId', staged.data ->> 'userId', staged.remote_id
  `.execute(database);
  return rows;
}
