import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { type AlignUnreachable, alignFailure } from './align-failure.ts';
import type { ConnectionClaim } from './claim-connection.ts';
import { createSubscription, type Subscription } from './create-subscription.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { findOrphanSubscriptions } from './find-orphan-subscriptions.ts';
import { holdsClaim } from './holds-claim.ts';

export type Subscribing =
  | { kind: 'subscribed'; subscription: Subscription }
  | { kind: 'taken_over' }
  | { kind: 'webhook_registration_failed'; message: string }
  | AlignUnreachable;

/**
 * Clears what earlier attempts left at Align and subscribes anew. Whether the claim still holds is asked after the list is
 * read: a later attempt claims before it subscribes, so nothing of a later attempt can be on the list of one that holds.
 */
export async function subscribeConnection(
  database: Database,
  client: AlignClient,
  claim: ConnectionClaim,
): Promise<Subscribing> {
  try {
    const orphans = await findOrphanSubscriptions(database, client, claim);
    if (!(await holdsClaim(database, claim))) return { kind: 'taken_over' };
    for (const orphan of orphans) await deleteSubscription(client, orphan.id);
    return { kind: 'subscribed', subscription: await createSubscription(client, claim.webhookUrl) };
  } catch (error) {
    const failure = alignFailure(error);
    if (failure.kind === 'align_unreachable') return failure;
    return {
      kind: 'webhook_registration_failed',
      message: `Webhook registration failed: ${failure.message}`,
    };
  }
}
