import type { Sandbox } from '../../sandbox.ts';
import type { UserRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Caller } from '../caller.ts';

type UserEvent = {
  eventName: 'user.invited' | 'user.updated' | 'user.linked';
  user: UserRow;
  changedFields?: string[];
};

/** S3 `user.invited` and `user.updated`; `user.linked` (S1) has the same payload. */
export function emitUserEvent(
  sandbox: Sandbox,
  caller: Caller,
  { eventName, user, changedFields }: UserEvent,
): void {
  const { id, organizationId, email, name, role } = user;
  emitEvent(sandbox, {
    organizationId,
    eventName,
    entityType: 'user',
    entityId: id,
    actorUserId: caller.createdByUserId,
    payload: {
      userId: id,
      organizationId,
      email,
      name,
      role,
      actorId: caller.createdByUserId,
      ...(changedFields === undefined ? {} : { changedFields }),
    },
  });
}
