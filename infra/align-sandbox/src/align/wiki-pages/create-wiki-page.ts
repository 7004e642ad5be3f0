import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { WikiPageRow } from '../../store/rows.ts';
import { type Answer, created, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { ExternalRef } from '../links/external-ref.ts';
import { recordLink } from '../links/record-link.ts';
import { findProject } from '../projects/find-project.ts';
import { emitWikiEvent } from './emit-wiki-event.ts';
import { wikiPageShape } from './wiki-page-shape.ts';

/** S1 `POST /projects/:id/wiki-pages`; the content is Markdown. */
export const NewWikiPage = z.object({
  title: z.string().min(1).max(300),
  content: z.string().max(500_000),
  externalRef: ExternalRef.optional(),
});
type Creation = { projectId: string; page: z.output<typeof NewWikiPage> };

/** Adds a page to a project's wiki. */
export function createWikiPage(
  sandbox: Sandbox,
  caller: Caller,
  { projectId, page: fields }: Creation,
): Answer {
  if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
  const { externalRef, title, content } = fields;
  const now = isoNow(sandbox.clock);
  const page: WikiPageRow = {
    id: sandbox.randomness.uuid('wiki page'),
    organizationId: caller.organizationId,
    projectId,
    title,
    content,
    createdAt: now,
    updatedAt: now,
  };
  sandbox.store.wikiPages.insert(page);
  emitWikiEvent(sandbox, caller, {
    eventName: 'wiki_page.created',
    page,
    extra: { externalRef: externalRef ?? null },
  });
  recordLink(sandbox, caller, {
    externalRef,
    alignEntityType: 'wiki_page',
    alignEntityId: page.id,
    projectId,
  });
  return created(wikiPageShape(page));
}
