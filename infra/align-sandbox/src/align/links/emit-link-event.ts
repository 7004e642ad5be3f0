import type { Sandbox } from '../../sandbox.ts';
import type { LinkRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { EventName } from '../../webhooks/event-catalog.ts';
import { linkShape } from './link-shape.ts';

type LinkEventName = Extract<EventName, `integration_link.${string}`>;
type Change = { link: LinkRow; actorUserId: string | null };

/** S1: Align includes the external reference in the payload. */
export function emitLinkEvent(
  sandbox: Sandbox,
  eventName: LinkEventName,
  { link, actorUserId }: Change,
): void {
  const { id, organizationId, provider, externalType, externalId } = link;
  emitEvent(sandbox, {
    organizationId,
    eventName,
    entityType: 'integration_link',
    entityId: id,
    actorUserId,
    payload: { linkId: id, ...linkShape(link), externalRef: { provider, externalType, externalId } },
  });
}
