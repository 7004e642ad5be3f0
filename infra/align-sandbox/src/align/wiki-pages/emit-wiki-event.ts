import type { Sandbox } from '../../sandbox.ts';
import type { WikiPageRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Caller } from '../caller.ts';

type WikiEvent = {
  eventName: 'wiki_page.created' | 'wiki_page.updated';
  page: WikiPageRow;
  extra: Record<string, unknown>;
};

/** S1 lists these two events; their payload follows the pattern of S3's worked examples. */
export function emitWikiEvent(sandbox: Sandbox, caller: Caller, { eventName, page, extra }: WikiEvent): void {
  const { id, organizationId, projectId, title } = page;
  emitEvent(sandbox, {
    organizationId,
    eventName,
    entityType: 'wiki_page',
    entityId: id,
    actorUserId: caller.createdByUserId,
    payload: { wikiPageId: id, organizationId, projectId, title, ...extra },
  });
}
