import { type Database, type ExternalType, externalTypes } from '@illumera/schema';
import { sql } from 'kysely';
import { isUnsettled } from '../findings/is-unsettled.ts';
import type { HeldRun } from '../run.ts';

/** A link that the two sides do not have alike (S0 "Reconciliation check"). */
export interface LinkDifference {
  kind: 'missing_there' | 'missing_here' | 'differing' | 'doubled';
  externalType: ExternalType;
  externalId: string;
  /** The Align id that our link carries; null where there is none. */
  alignId: string | null;
  /** The Align id that Align's link carries, a membership's by project and user; null where there is none. */
  theirAlignId: string | null;
  /** The Align id of the project that Align's link names. */
  alignProjectId: string | null;
  /** Where our record of it is; null where nobody here has one. */
  place: 'own' | 'gone' | 'elsewhere' | null;
}

/**
 * Pairs our links with those the run has read, by Illumera's id. Two people with one address and two engagements of one person
 * share what Align has of them, so that Align knows it under one id of ours; an entry that began in Align has no link there. What
 * Align links to one of ours besides what ours is linked to is there twice.
 */
export async function findLinkDifferences(database: Database, run: HeldRun): Promise<LinkDifference[]> {
  const { rows } = await sql<LinkDifference>`
    with theirs as materialized (${theirLinks(run)}), ours as materialized (${ourLinks(run)})
    select 'missing_there' as kind, ours.external_type, ours.external_id, ours.align_id, null as their_align_id,
      null as align_project_id, 'own' as place
    from ours where ours.is_expected_there
      and not exists (
        select from theirs
        where theirs.external_type = ours.external_type and theirs.external_id = ours.external_id
      )
      and (ours.external_type, ours.align_id) not in (
        select external_type, align_id from theirs
        where external_type in ('user', 'project_member') and align_id is not null
      )
    union all
    select case when ours.align_id is null then 'missing_here' else 'differing' end, theirs.external_type,
      theirs.external_id, ours.align_id, theirs.align_id, theirs.align_project_id, ${placeOf(run)}
    from (
      select distinct on (external_type, external_id) * from theirs where align_id is not null
      order by external_type, external_id, align_id
    ) theirs left join ours using (external_type, external_id)
    where not exists (
        select from theirs same where same.external_type = ours.external_type and same.external_id = ours.external_id
          and same.align_id is not distinct from ours.align_id
      )
      and not ${isUnsettled(run, { type: sql`theirs.external_type`, id: sql`theirs.external_id` })}
    union all
    select 'doubled', theirs.external_type, theirs.external_id, ours.align_id, theirs.align_id, theirs.align_project_id, 'own'
    from theirs join ours using (external_type, external_id)
    where theirs.align_id <> ours.align_id and theirs.external_type <> 'project_member' and exists (
      select from theirs same where same.external_type = ours.external_type and same.external_id = ours.external_id
        and same.align_id = ours.align_id
    )
    order by external_type, external_id, their_align_id
  `.execute(database);
  return rows;
}

/** A membership that cannot be told by project and user has no Align id to compare. */
function theirLinks(run: HeldRun) {
  return sql`
    select staged.data ->> 'externalType' as external_type, staged.data ->> 'externalId' as external_id,
      case when staged.data ->> 'externalType' <> 'project_member' then staged.data ->> 'alignEntityId'
        when staged.data ->> 'alignEntityId' like '%:%' then staged.data ->> 'alignEntityId'
        else member.data ->> 'membershipId' end as align_id,
      staged.data ->> 'projectId' as align_project_id
    from align_reconciliation_rows staged
    left join align_reconciliation_rows member on member.run_id = staged.run_id and member.kind = 'project_member'
      and member.remote_id = staged.data ->> 'alignEntityId'
    where staged.run_id = ${run.id} and staged.kind = 'integration_link'
      and staged.data ->> 'externalType' = any(${externalTypes})
  `;
}

/**
 * A link that was written, or whose entity changed, after Align was asked is not expected on the list, nor is that of an entry
 * which both sides have deleted: ours stays, so that what Align says of the entry later is known for what it is.
 */
function ourLinks(run: HeldRun) {
  const entity = { type: sql`link.external_type`, id: sql`link.external_id` };
  return sql`
    select link.external_type, link.external_id, link.align_entity_id as align_id,
      link.created_at < part.fetched_at and not ${isUnsettled(run, entity)} and not exists (
        select from time_entries entry
        where link.external_type = 'time_entry' and entry.id = link.external_id
          and (entry.source = 'align' or entry.deleted_at is not null)
      ) as is_expected_there
    from align_entity_links link
    join align_reconciliation_parts part on part.run_id = ${run.id} and part.kind = 'integration_link'
    where link.tenant_id = ${run.tenantId} and link.company_id = ${run.companyId}
      and link.align_org_id = ${run.alignOrgId}
  `;
}

/**
 * Several companies of a tenant may share an organization of Align's, and each sees the others' links on the list. What
 * another tenant has is as if nobody had it.
 */
function placeOf({ tenantId, companyId }: HeldRun) {
  const whose = sql`case when company_id = ${companyId} then 'own' else 'elsewhere' end`;
  const isIt = sql`id = theirs.external_id and tenant_id = ${tenantId}`;
  return sql`
    case theirs.external_type
      when 'project' then (select ${whose} from projects where ${isIt})
      when 'wiki_page' then (select ${whose} from projects where ${isIt})
      when 'time_entry' then (
        select case when deleted_at is null then ${whose} else 'gone' end from time_entries where ${isIt}
      )
      when 'project_member' then (
        select case when status = 'accepted' then ${whose} else 'gone' end from engagements where ${isIt}
      )
      when 'user' then (
        select case when exists (
          select from person_profiles person join engagements engagement on engagement.person_id = person.id
          where person.user_id = users.id and engagement.tenant_id = ${tenantId}
            and engagement.company_id = ${companyId} and engagement.status = 'accepted'
        ) then 'own' else 'elsewhere' end
        from users where ${isIt}
      )
    end
  `;
}
