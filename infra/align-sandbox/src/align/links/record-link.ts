import { isoNow } from '../../clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { AlignEntityType, LinkRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Caller } from '../caller.ts';
import type { ExternalRef } from './external-ref.ts';

type Linked = { alignEntityType: AlignEntityType; alignEntityId: string; projectId: string | null };

/** Keeps the caller's external id beside the entity it made; nothing is kept where none was given. */
export function recordLink(
  sandbox: Sandbox,
  caller: Caller,
  { externalRef, ...linked }: Linked & { externalRef: ExternalRef | undefined },
): void {
  if (externalRef === undefined) return;
  const link: LinkRow = {
    id: sandbox.randomness.uuid(),
    ...externalRef,
    ...linked,
    organizationId: caller.organizationId,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.links.insert(link);
  emitEvent(sandbox, {
    organizationId: caller.organizationId,
    eventName: 'integration_link.created',
    entityType: 'integration_link',
    entityId: link.id,
    actorUserId: caller.createdByUserId,
    payload: { linkId: link.id, ...linkShape(link), externalRef },
  });
}

/** S0 "Listing links". */
export function linkShape(link: LinkRow) {
  const { id, provider, externalType, externalId, alignEntityType, alignEntityId } = link;
  const { projectId, organizationId, createdAt } = link;
  return {
    id,
    provider,
    externalType,
    externalId,
    alignEntityType,
    alignEntityId,
    projectId,
    organizationId,
    createdAt,
  };
}
