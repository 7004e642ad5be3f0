import type { Sandbox } from '../../sandbox.ts';
import type { ReleaseRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { EventName } from '../../webhooks/event-catalog.ts';

type ReleaseEventName = Extract<EventName, `release.${string}`>;

/** S3 `release.released`; its payload names no organization. */
export function emitReleaseEvent(sandbox: Sandbox, eventName: ReleaseEventName, release: ReleaseRow): void {
  const { id: releaseId, organizationId, projectId, name, status } = release;
  emitEvent(sandbox, {
    organizationId,
    eventName,
    entityType: 'release',
    entityId: releaseId,
    actorUserId: sandbox.store.organizations.get(organizationId)?.adminUserId ?? null,
    payload: { releaseId, projectId, name, status },
  });
}
