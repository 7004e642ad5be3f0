import type { Sandbox } from '../../sandbox.ts';
import type { MemberRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { EventName } from '../../webhooks/event-catalog.ts';
import type { Caller } from '../caller.ts';

type MemberEvent = {
  eventName: Extract<EventName, `project_member.${string}`>;
  member: MemberRow;
  /** What this event says beyond who is a member of what. */
  extra?: Record<string, unknown>;
};

/** S1 lists these events; their payload follows the pattern of S3's worked examples. */
export function emitMemberEvent(
  sandbox: Sandbox,
  caller: Caller,
  { eventName, member, extra }: MemberEvent,
): void {
  const { id, organizationId, projectId, userId, roleOverride } = member;
  emitEvent(sandbox, {
    organizationId,
    eventName,
    entityType: 'project_member',
    entityId: id,
    actorUserId: caller.createdByUserId,
    payload: { memberId: id, organizationId, projectId, userId, roleOverride, ...extra },
  });
}
