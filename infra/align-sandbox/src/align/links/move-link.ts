import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import { emitLinkEvent } from './emit-link-event.ts';
import { linkShape } from './link-shape.ts';

/** Points a link at another entity of Align's, as a data migration would. */
export function moveLink(sandbox: Sandbox, id: string, alignEntityId: string): Answer {
  const link = sandbox.store.links.change(id, { alignEntityId });
  if (link === undefined) return notFound('The link');
  emitLinkEvent(sandbox, 'integration_link.updated', { link, actorUserId: null });
  return ok(linkShape(link));
}
