import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { Invite, inviteUser } from './invite-user.ts';

/** S1 `POST /users/bulk-invite`: at most 50, each judged on its own. */
export const BulkInvite = z.object({
  invites: z.array(z.unknown()).min(1).max(50),
  sendInvite: z.boolean().default(false),
});
export type BulkInvite = z.output<typeof BulkInvite>;

/** Provisions every invite that is valid; the results stand in the order of the invites. */
export function bulkInviteUsers(sandbox: Sandbox, caller: Caller, { invites }: BulkInvite): Answer {
  const results = invites.map((candidate) => {
    const invite = Invite.safeParse(candidate);
    if (invite.success) {
      const { email, externalRef } = invite.data;
      return { email, externalRef, ...inviteUser(sandbox, caller, invite.data) };
    }
    const { email, externalRef } = Identification.parse(candidate);
    return { email, externalRef, error: 'validation_error', message: z.prettifyError(invite.error) };
  });
  const failureCount = results.filter((result) => 'error' in result).length;
  return ok({ results, successCount: results.length - failureCount, failureCount });
}

/** As much of a refused invite as tells the caller which one it was. */
const Identification = z
  .object({ email: z.unknown().optional(), externalRef: z.unknown().optional() })
  .catch({ email: undefined, externalRef: undefined });
