import { type AlignClient, AlignError } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { type Conflict, conflict, type Done, done } from '../answer.ts';
import { SlotDeniedError } from '../budget/slot-denied-error.ts';
import type { AlignUnreachable } from './align-failure.ts';
import type { ConnectionClaim } from './claim-connection.ts';
import { completeConnection } from './complete-connection.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { recordConnectFailure } from './record-connect-failure.ts';
import { subscribeConnection } from './subscribe-connection.ts';

export interface WebhookRegistration {
  client: AlignClient;
  keyring: Keyring;
  claim: ConnectionClaim;
}

type Registered =
  | Done<undefined>
  | Conflict
  | AlignUnreachable
  | { kind: 'webhook_registration_failed'; message: string };

/** The second half of connecting: tells Align a claimed connection's address, stores the secret, and makes it active. */
export async function registerWebhook(
  database: Database,
  { client, keyring, claim }: WebhookRegistration,
): Promise<Registered> {
  const subscribing = await subscribeConnection(database, client, claim);
  if (subscribing.kind === 'taken_over') return overtaken;
  if (subscribing.kind !== 'subscribed') {
    await recordConnectFailure(database, claim, subscribing.message);
    return subscribing;
  }
  const { subscription } = subscribing;
  if (await completeConnection(database, claim, { subscription, keyring })) return done(undefined);
  await dropSubscription(client, subscription.subscriptionId);
  return overtaken;
}

const overtaken = conflict('another attempt to connect this company has overtaken this one');

/** Its secret is lost with this attempt; what Align keeps all the same, the next attempt finds by its address. */
async function dropSubscription(client: AlignClient, subscriptionId: string): Promise<void> {
  try {
    await deleteSubscription(client, subscriptionId);
  } catch (error) {
    if (!(error instanceof AlignError || error instanceof SlotDeniedError)) throw error;
  }
}
