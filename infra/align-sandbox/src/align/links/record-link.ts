import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { AlignEntityType, LinkRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';
import { emitLinkEvent } from './emit-link-event.ts';
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
    id: sandbox.randomness.uuid('link'),
    ...externalRef,
    ...linked,
    organizationId: caller.organizationId,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.links.insert(link);
  emitLinkEvent(sandbox, 'integration_link.created', { link, actorUserId: caller.createdByUserId });
}
