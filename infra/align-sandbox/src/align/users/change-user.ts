import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { UserRow } from '../../store/rows.ts';
import { type Answer, conflict, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { changedFieldsOf } from '../changed-fields.ts';
import { emitUserEvent } from './emit-user-event.ts';
import { findUser } from './find-user.ts';
import { userShape } from './user-shape.ts';

/** S1 `PATCH /users/:id`; S3 adds metadata ("A user's name or metadata was updated via the public API"). */
export const UserChanges = z.object({
  name: z.string().min(1).max(200).optional(),
  email: z
    .email()
    .transform((email) => email.toLowerCase())
    .optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
});
type UserChange = { id: string; changes: z.output<typeof UserChanges> };

/** Writes a user's profile; refuses an e-mail address that another user of the organization has. */
export function changeUser(sandbox: Sandbox, caller: Caller, { id, changes }: UserChange): Answer {
  const user = findUser(sandbox, caller, id);
  if (user === undefined) return notFound('The user');
  if (isTaken(sandbox, user, changes.email)) return conflict('Another user has this e-mail address.');
  const changedFields = changedFieldsOf(user, changes);
  if (changedFields.length === 0) return ok(userShape(user));
  const after: UserRow = {
    ...user,
    name: changes.name ?? user.name,
    email: changes.email ?? user.email,
    metadata: changes.metadata === undefined ? user.metadata : changes.metadata,
    updatedAt: isoNow(sandbox.clock),
  };
  sandbox.store.users.change(id, after);
  emitUserEvent(sandbox, caller, { eventName: 'user.updated', user: after, changedFields });
  return ok(userShape(after));
}

function isTaken(sandbox: Sandbox, user: UserRow, email: string | undefined): boolean {
  if (email === undefined) return false;
  const { organizationId } = user;
  const holder = sandbox.store.users.first({ organizationId, email });
  return holder !== undefined && holder.id !== user.id;
}
