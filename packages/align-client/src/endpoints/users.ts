import { z } from 'zod';
import { ExternalRef } from '../models/external-ref.ts';
import { PageQuery, pageOf } from '../models/page.ts';
import { BulkInvite, InvitedUser, User } from '../models/user.ts';
import type { EndpointTable } from './endpoint.ts';

const Invite = z.strictObject({
  email: z.string().min(1),
  name: z.string(),
  role: z.enum(['developer', 'manager']),
  externalRef: ExternalRef,
});

export const userEndpoints = {
  listUsers: {
    method: 'GET',
    path: '/users',
    mutation: false,
    query: PageQuery.optional(),
    response: pageOf(User),
  },
  getUser: { method: 'GET', path: '/users/:userId', mutation: false, response: User },
  inviteUser: {
    method: 'POST',
    path: '/users/invite',
    mutation: true,
    request: Invite.extend({ sendInvite: z.boolean() }),
    response: InvitedUser,
  },
  bulkInviteUsers: {
    method: 'POST',
    path: '/users/bulk-invite',
    mutation: true,
    request: z.strictObject({ invites: z.array(Invite).min(1).max(50), sendInvite: z.boolean() }),
    response: BulkInvite,
  },
  updateUser: {
    method: 'PATCH',
    path: '/users/:userId',
    mutation: true,
    request: z.strictObject({ name: z.string().optional(), email: z.string().optional() }),
    response: User,
  },
} as const satisfies EndpointTable;
