import { actAs, type Database } from '@illumera/schema';
import type { Secret } from '@illumera/sealed';
import { findActor, type ProfileUpdate, updateProfile } from '@illumera/sync';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { Answer } from '../answer.ts';
import { ClerkEvent } from './clerk-event.ts';
import { profileOf } from './profile-of.ts';

export interface ReceivedClerkEvent {
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

const headerNames = {
  'webhook-id': 'svix-id',
  'webhook-timestamp': 'svix-timestamp',
  'webhook-signature': 'svix-signature',
} as const;

/**
 * Takes in what Clerk tells of a user (S1 "Sync Triggers"); every other event is acknowledged. The same event twice changes
 * nothing the second time.
 * @throws the database's error when the change cannot be stored
 */
export async function receiveClerkEvent(
  { database, clerkSecret }: { database: Database; clerkSecret: Secret<string> },
  { headers, body }: ReceivedClerkEvent,
): Promise<Answer> {
  const renamed = Object.fromEntries(
    Object.entries(headerNames).map(([name, svixName]) => [name, String(headers[svixName] ?? '')]),
  );
  if (Object.values(renamed).includes('')) return 'missing_header';
  if (!isSigned(clerkSecret, body, renamed)) return 'bad_signature';
  const event = ClerkEvent.safeParse(parseJson(body));
  if (!event.success) return 'malformed_body';
  if (event.data.type === 'user.updated') await takeOver(database, profileOf(event.data.data));
  return 'stored';
}

/** Under the role and the tenant of whoever the profile is of; one that nobody here signs in with changes nothing. */
async function takeOver(database: Database, profile: ProfileUpdate): Promise<void> {
  const person = await findActor(actAs(database, { role: 'illumera_locator' }), profile.clerkUserId);
  if (person === undefined) return;
  await updateProfile(actAs(database, { role: 'illumera_api', tenantId: person.tenantId }), profile);
}

function isSigned(secret: Secret<string>, body: Buffer, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret.reveal()).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/** No JSON text parses to undefined, so it can stand for one that does not parse. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
