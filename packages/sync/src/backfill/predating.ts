import type { ExternalType, OutboxEntityType } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import type { LinkScope } from '../links/find-link.ts';

/** One entity that Align is to have and that nothing is bringing there. */
export interface PredatingEntity {
  /** The intent that brings it there. */
  entityType: OutboxEntityType;
  localId: string;
}

type Candidates = (scope: LinkScope) => RawBuilder<PredatingEntity>;

/**
 * What would be at Align had the company been connected from its beginning, by kind. In the order in which it is to be
 * sent, so that little has to wait: each kind needs only those before it.
 */
const candidatesByKind = {
  project: ({ tenantId, companyId }) => sql`
    select 'project' as entity_type, id as local_id from projects
    where tenant_id = ${tenantId} and company_id = ${companyId}
  `,
  // Whoever works for the company, and whose hours are to be there.
  user: ({ tenantId, companyId }) => sql`
    select 'user' as entity_type, user_id as local_id from person_profiles
    where tenant_id = ${tenantId} and id in (
      select person_id from engagements
      where tenant_id = ${tenantId} and company_id = ${companyId} and status = 'accepted'
      union
      select person_id from time_entries
      where tenant_id = ${tenantId} and company_id = ${companyId} and source = 'illumera' and deleted_at is null
    )
  `,
  project_member: ({ tenantId, companyId }) => sql`
    select 'project_member' as entity_type, id as local_id from engagements
    where tenant_id = ${tenantId} and company_id = ${companyId} and status = 'accepted'
  `,
  // A submission creates its entry first. A rejected entry's hours do not stand, so it goes there as a draft.
  time_entry: ({ tenantId, companyId }) => sql`
    select case when status in ('draft', 'rejected') then 'time_entry' else 'time_entry_submit' end as entity_type,
      id as local_id
    from time_entries
    where tenant_id = ${tenantId} and company_id = ${companyId} and source = 'illumera' and deleted_at is null
  `,
  // A project gets its staffing page when it becomes active (S1 "Sync Triggers").
  wiki_page: ({ tenantId, companyId }) => sql`
    select 'wiki_page' as entity_type, id as local_id from projects
    where tenant_id = ${tenantId} and company_id = ${companyId} and status = 'active'
  `,
} as const satisfies Record<ExternalType, Candidates>;

/** Every kind, in the order in which it is to be sent. */
export const backfilledKinds = Object.keys(candidatesByKind) as ExternalType[];

/**
 * The entities of one kind that predate the connection: those with neither a link to the connection's organization nor an
 * intent that is still to be sent or has failed. Oldest first.
 */
export function predatingEntities(kind: ExternalType, scope: LinkScope): RawBuilder<PredatingEntity> {
  const { tenantId, companyId, alignOrgId } = scope;
  return sql<PredatingEntity>`
    select entity_type, local_id from (${candidatesByKind[kind](scope)}) candidate
    where not exists (
      select from align_entity_links link
      where link.tenant_id = ${tenantId} and link.company_id = ${companyId} and link.align_org_id = ${alignOrgId}
        and link.external_type = ${kind} and link.external_id = candidate.local_id
    ) and not exists (
      select from align_sync_outbox intent
      where intent.company_id = ${companyId} and intent.entity_family = ${kind} and intent.local_id = candidate.local_id
        and intent.status in ('pending', 'processing', 'failed')
    )
    order by local_id
  `;
}
