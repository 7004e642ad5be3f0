import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { changedFieldsOf } from '../changed-fields.ts';
import { emitWikiEvent } from './emit-wiki-event.ts';
import { findWikiPage } from './find-wiki-page.ts';
import { wikiPageShape } from './wiki-page-shape.ts';

/** No document prints `PATCH /wiki-pages/:id`; S1 implies it by upserting the page on every activation. */
export const WikiPageChanges = z.object({
  title: z.string().min(1).max(300).optional(),
  content: z.string().max(500_000).optional(),
});
type Change = { id: string; changes: z.output<typeof WikiPageChanges> };

/** Writes the given fields of a wiki page. */
export function changeWikiPage(sandbox: Sandbox, caller: Caller, { id, changes }: Change): Answer {
  const page = findWikiPage(sandbox, caller, id);
  if (page === undefined) return notFound('The wiki page');
  const changedFields = changedFieldsOf(page, changes);
  if (changedFields.length === 0) return ok(wikiPageShape(page));
  const after = {
    ...page,
    title: changes.title ?? page.title,
    content: changes.content ?? page.content,
    updatedAt: isoNow(sandbox.clock),
  };
  sandbox.store.wikiPages.change(id, after);
  emitWikiEvent(sandbox, caller, { eventName: 'wiki_page.updated', page: after, extra: { changedFields } });
  return ok(wikiPageShape(after));
}
