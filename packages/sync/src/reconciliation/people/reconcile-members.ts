import { sql } from 'kysely';
import { writeLink } from '../../links/write-link.ts';
import { findLinkedProjects } from '../find-linked-projects.ts';
import { isUnsettled } from '../findings/is-unsettled.ts';
import { linksOfType } from '../findings/links-of-type.ts';
import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import { readOfEachProject } from '../read-of-each-project.ts';
import { scopeOfRun } from '../scope-of-run.ts';
import type { Step, StepContext } from '../step.ts';
import { membersOf } from './read-members.ts';

/**
 * Compares our memberships with the members of each project at Align, by project and user and not by Align's own id of the
 * membership. One that is gone there is flagged, if every project could be read; a talent who is a member there without a link
 * here gets it.
 */
export const reconcileMembers: Step = async (context) => {
  const { database, run } = context;
  const { projectIds, gaps } = await readOfEachProject(
    context,
    await findLinkedProjects(database, run),
    membersOf,
  );
  const isWhole = gaps.length === 0;
  const recorded = await settleFindings(database, run, {
    fields: ['project_member.missing'],
    findings: isWhole ? await findMissing(context, projectIds) : [],
    seen: isWhole ? { projectIds } : 'in_part',
  });
  const linked = await linkKnown(context, projectIds);
  return { counts: { linked, ...recorded }, gaps };
};

/** Where the membership is there under another id than our link says, that is for the comparison of links. */
async function findMissing({ database, run }: StepContext, projectIds: string[]): Promise<Finding[]> {
  const { rows } = await sql<{ engagementId: string; projectId: string; membershipId: string }>`
    select engagement.id as engagement_id, engagement.project_id, link.align_entity_id as membership_id
    from align_entity_links link
    join engagements engagement on engagement.id = link.external_id and engagement.tenant_id = link.tenant_id
    join align_entity_links project on project.tenant_id = link.tenant_id and project.company_id = link.company_id
      and project.align_org_id = link.align_org_id and project.external_type = 'project'
      and project.external_id = engagement.project_id
    join align_reconciliation_parts part
      on part.run_id = ${run.id} and part.kind = 'project_member' and part.part = project.align_entity_id
    where ${linksOfType(run, 'project_member')} and engagement.project_id = any(${projectIds})
      and link.created_at < part.fetched_at
      and not exists (
        select from align_reconciliation_rows staged
        where staged.run_id = ${run.id} and staged.kind = 'project_member' and staged.part = project.align_entity_id
          and (staged.data ->> 'membershipId' = link.align_entity_id or staged.data ->> 'userId' = (
            select person_link.align_entity_id
            from person_profiles person join align_entity_links person_link on person_link.external_id = person.user_id
            where person.id = engagement.person_id and person_link.tenant_id = link.tenant_id
              and person_link.company_id = link.company_id and person_link.align_org_id = link.align_org_id
              and person_link.external_type = 'user'
          ))
      )
    order by engagement.id
  `.execute(database);
  return rows.map(({ engagementId, projectId, membershipId }) => ({
    field: 'project_member.missing',
    projectId,
    externalType: 'project_member',
    externalId: engagementId,
    illumeraValue: membershipId,
    alignValue: null,
    severity: 'warning',
  }));
}

/** Links accepted engagements whose membership Align has already. */
async function linkKnown({ database, run }: StepContext, projectIds: string[]): Promise<number> {
  const { rows } = await sql<{ engagementId: string; membershipId: string }>`
    select engagement.id as engagement_id, staged.data ->> 'membershipId' as membership_id
    from engagements engagement
    join person_profiles person on person.id = engagement.person_id
    join align_entity_links link on link.external_id = person.user_id and ${linksOfType(run, 'user')}
    join align_entity_links project on project.external_id = engagement.project_id
      and project.tenant_id = link.tenant_id and project.company_id = link.company_id
      and project.align_org_id = link.align_org_id and project.external_type = 'project'
    join align_reconciliation_rows staged
      on staged.run_id = ${run.id} and staged.kind = 'project_member' and staged.part = project.align_entity_id
      and staged.data ->> 'userId' = link.align_entity_id
    where engagement.tenant_id = ${run.tenantId} and engagement.company_id = ${run.companyId}
      and engagement.status = 'accepted' and engagement.project_id = any(${projectIds})
      and not exists (
        select from align_entity_links member
        where member.tenant_id = link.tenant_id and member.company_id = link.company_id
          and member.align_org_id = link.align_org_id and member.external_type = 'project_member'
          and member.external_id = engagement.id
      )
      and not ${isUnsettled(run, { type: sql`'project_member'`, id: sql`engagement.id` })}
    order by engagement.id
  `.execute(database);
  let linked = 0;
  for (const { engagementId, membershipId } of rows) {
    const isNew = await writeLink(database, scopeOfRun(run), {
      externalType: 'project_member',
      externalId: engagementId,
      alignEntityType: 'project_member',
      alignEntityId: membershipId,
    });
    if (isNew) linked += 1;
  }
  return linked;
}
