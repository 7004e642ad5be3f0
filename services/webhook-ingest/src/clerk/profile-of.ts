import { storableText } from '@illumera/align-client';
import type { ProfileUpdate } from '@illumera/sync';
import type { ClerkUser } from './clerk-event.ts';

/** The name and address that a Clerk user goes by; what Clerk does not have stays as it is here. */
export function profileOf(user: ClerkUser): ProfileUpdate {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ').trim();
  const address = user.email_addresses.find((email) => email.id === user.primary_email_address_id);
  return {
    clerkUserId: user.id,
    name: storableText(name) || undefined,
    email: address === undefined ? undefined : storableText(address.email_address),
    updatedAt: new Date(user.updated_at),
  };
}
