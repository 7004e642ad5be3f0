import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { USER_ROLES, type UserRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';
import { ExternalRef } from '../links/external-ref.ts';
import { recordLink } from '../links/record-link.ts';
import { emitUserEvent } from './emit-user-event.ts';

export const Invite = z.object({
  email: z.email().transform((email) => email.toLowerCase()),
  name: z.string().min(1).max(200),
  role: z.enum(USER_ROLES),
  sendInvite: z.boolean().default(false),
  externalRef: ExternalRef.optional(),
});
export type Invite = z.output<typeof Invite>;

export type InviteResult = {
  userId: string;
  inviteId: string | null;
  created: boolean;
  status: UserRow['status'];
};

/** Provisions a user (S1 `POST /users/invite`); one e-mail address is one user of an organization. */
export function inviteUser(sandbox: Sandbox, caller: Caller, invite: Invite): InviteResult {
  const { email } = invite;
  const known = sandbox.store.users.first({ organizationId: caller.organizationId, email });
  const user = known ?? insertUser(sandbox, caller, invite);
  if (known === undefined) emitUserEvent(sandbox, caller, { eventName: 'user.invited', user });
  linkUser(sandbox, caller, { user, externalRef: invite.externalRef, isKnown: known !== undefined });
  return { userId: user.id, inviteId: user.inviteId, created: known === undefined, status: user.status };
}

function insertUser(sandbox: Sandbox, caller: Caller, { email, name, role }: Invite): UserRow {
  const { randomness, clock, store } = sandbox;
  const now = isoNow(clock);
  const user: UserRow = {
    id: randomness.uuid('user'),
    organizationId: caller.organizationId,
    email,
    name,
    role,
    status: 'invited',
    inviteId: randomness.uuid('invite'),
    metadata: null,
    createdAt: now,
    updatedAt: now,
  };
  store.users.insert(user);
  return user;
}

type LinkedUser = { user: UserRow; externalRef: ExternalRef | undefined; isKnown: boolean };

function linkUser(sandbox: Sandbox, caller: Caller, { user, externalRef, isKnown }: LinkedUser): void {
  if (externalRef === undefined) return;
  const isLinked =
    sandbox.store.links.first({
      ...externalRef,
      organizationId: caller.organizationId,
      alignEntityId: user.id,
    }) !== undefined;
  if (isLinked) return;
  recordLink(sandbox, caller, {
    externalRef,
    alignEntityType: 'user',
    alignEntityId: user.id,
    projectId: null,
  });
  if (isKnown) emitUserEvent(sandbox, caller, { eventName: 'user.linked', user });
}
