import { createHash } from 'node:crypto';
import type { WikiPage } from '@illumera/align-client';
import type { LinkedProject } from '../find-linked-projects.ts';
import type { Part } from '../part.ts';
import type { StepContext } from '../step.ts';

/** The pages of a project's wiki (S0 "Endpoints to Poll"); of what is written on them only a digest is kept. */
export function wikiPagesOf({ align }: StepContext, project: LinkedProject): Part<WikiPage> {
  const projectId = project.alignId;
  return {
    kind: 'wiki_page',
    name: projectId,
    what: `the wiki pages of project ${project.id}`,
    fetch: (query) => align.call('listWikiPages', { params: { projectId }, query }),
    toRow: ({ id, title, content }) => ({
      remoteId: id,
      data: { title, contentMd5: typeof content === 'string' ? md5(content) : null },
    }),
  };
}

/** As Postgres computes it, for telling whether a text changed. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
