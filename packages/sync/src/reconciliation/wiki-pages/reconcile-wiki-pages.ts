import { sql } from 'kysely';
import { findLinkedProjects } from '../find-linked-projects.ts';
import { linksOfType } from '../findings/links-of-type.ts';
import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import { readOfEachProject } from '../read-of-each-project.ts';
import type { Step, StepContext } from '../step.ts';
import { wikiPagesOf } from './read-wiki-pages.ts';

const MISSING = 'wiki_page.missing';
const CONTENT = 'wiki_page.content';

/**
 * Compares each project's staffing page with what was last written there. A page that is gone, and one that was edited in
 * Align, are flagged; what is written on it comes from here (S1 "wiki_page.updated").
 */
export const reconcileWikiPages: Step = async (context) => {
  const projects = await findLinkedProjects(context.database, context.run);
  const { projectIds, gaps } = await readOfEachProject(context, projects, wikiPagesOf);
  const findings = await findDifferences(context, projectIds);
  // Where not everything could be read nothing is said to be gone, nor to be there again.
  const fields = gaps.length === 0 ? [MISSING, CONTENT] : [CONTENT];
  const recorded = await settleFindings(context.database, context.run, {
    fields,
    findings: findings.filter(({ field }) => fields.includes(field)),
    seen: { projectIds },
  });
  return { counts: { ...recorded }, gaps };
};

interface PageDifference {
  projectId: string;
  pageId: string;
  isListed: boolean;
  title: string | null;
}

async function findDifferences({ database, run }: StepContext, projectIds: string[]): Promise<Finding[]> {
  const { rows } = await sql<PageDifference>`
    select link.external_id as project_id, link.align_entity_id as page_id, staged.remote_id is not null as is_listed,
      staged.data ->> 'title' as title
    from align_entity_links link
    join align_entity_links project on project.tenant_id = link.tenant_id and project.company_id = link.company_id
      and project.align_org_id = link.align_org_id and project.external_type = 'project'
      and project.external_id = link.external_id
    join align_reconciliation_parts part
      on part.run_id = ${run.id} and part.kind = 'wiki_page' and part.part = project.align_entity_id
    left join align_reconciliation_rows staged on staged.run_id = ${run.id} and staged.kind = 'wiki_page'
      and staged.part = part.part and staged.remote_id = link.align_entity_id
    where ${linksOfType(run, 'wiki_page')} and link.external_id = any(${projectIds})
      and link.created_at < part.fetched_at and coalesce(link.sent_at < part.fetched_at, true)
      and (
        staged.remote_id is null or staged.data ->> 'title' <> link.last_sent ->> 'title'
        or staged.data ->> 'contentMd5' <> md5(link.last_sent ->> 'content')
      )
    order by link.external_id
  `.execute(database);
  return rows.map(({ projectId, pageId, isListed, title }) => ({
    field: isListed ? CONTENT : MISSING,
    projectId,
    externalType: 'wiki_page',
    externalId: projectId,
    illumeraValue: isListed ? 'as last written from here' : pageId,
    alignValue: isListed ? `edited in Align: ${title ?? ''}` : null,
    severity: isListed ? 'info' : 'warning',
  }));
}
