import { z } from 'zod';
import { AlignId } from './align-id.ts';
import { FreeText } from './free-text.ts';

/** A member of the organization (S0 "Endpoints to Poll"; S1 `PATCH /users/:id` answers the same). */
export const User = z.object({
  id: AlignId,
  email: FreeText.nullish(),
  name: FreeText.nullish(),
  role: z.string().nullish(),
  status: z.string().nullish(),
});
export type User = z.output<typeof User>;

/** S1 "POST /users/invite": `created` is false where the address was known already. */
export const InvitedUser = z.object({
  userId: AlignId,
  inviteId: z.string().nullish(),
  created: z.boolean().optional(),
  status: z.string().nullish(),
});
export type InvitedUser = z.output<typeof InvitedUser>;

/**
 * S1 "POST /users/bulk-invite" leaves the shape of one result open, so each part may be missing: one
 * without a usable `userId` failed by itself and spoils no other.
 */
const BulkInviteResult = z.object({
  userId: AlignId.optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  externalRef: z.object({ externalId: z.string() }).optional().catch(undefined),
  created: z.boolean().optional().catch(undefined),
  error: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
});

export const BulkInvite = z.object({
  results: z.array(BulkInviteResult),
  successCount: z.int().optional(),
  failureCount: z.int().optional(),
});
export type BulkInvite = z.output<typeof BulkInvite>;
