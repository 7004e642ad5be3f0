import { z } from 'zod';

const Email = z.object({ id: z.string(), email_address: z.string() });

/** Clerk's `user.updated`, as far as we read it (https://clerk.com/docs/webhooks, the User object). */
const UserUpdated = z.object({
  type: z.literal('user.updated'),
  data: z.object({
    id: z.string().min(1),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    email_addresses: z.array(Email).default([]),
    primary_email_address_id: z.string().nullish(),
    /** Milliseconds since 1970. */
    updated_at: z.int().nonnegative(),
  }),
});
const OtherEvent = z.object({ type: z.string().refine((type) => type !== 'user.updated') });

/** A change of a user in Clerk, or any other event. */
export const ClerkEvent = z.union([UserUpdated, OtherEvent.transform(() => ({ type: 'other' as const }))]);
export type ClerkUser = z.output<typeof UserUpdated>['data'];
