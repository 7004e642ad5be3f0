import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { inTransaction } from '../in-transaction.ts';
import { addJob } from '../jobs/add-job.ts';
import type { ConnectionClaim } from './claim-connection.ts';
import type { Subscription } from './create-subscription.ts';
import { replaceWebhookSecret } from './secrets/replace-webhook-secret.ts';

/**
 * Makes a claimed connection active, with its secret, in one update, and wakes what waits for it. What Align signed with the
 * secret of an earlier subscription is accepted for a while.
 * @returns false where another attempt has taken the connection over
 */
export async function completeConnection(
  database: Database,
  claim: ConnectionClaim,
  { subscription, keyring }: { subscription: Subscription; keyring: Keyring },
): Promise<boolean> {
  const { connectionId } = claim;
  return inTransaction(database, async (transaction) => {
    const connection = await transaction
      .selectFrom('alignConnections')
      .select(['id', 'webhookSecret'])
      .where('id', '=', connectionId)
      .where('secretChangeToken', '=', claim.token)
      .where('status', '=', 'error')
      .forUpdate()
      .executeTakeFirst();
    if (connection === undefined) return false;
    await transaction
      .updateTable('alignConnections')
      .set({
        status: 'active',
        webhookSubscriptionId: subscription.subscriptionId,
        ...replaceWebhookSecret({ keyring, connection, hmacSecret: subscription.hmacSecret }),
        subscribedEvents: subscription.subscribedEvents,
        refusedEvents: subscription.refusedEvents,
        lastErrorAt: null,
        lastErrorMessage: null,
      })
      .where('id', '=', connectionId)
      .execute();
    await addJob(transaction, 'drain', { connectionId });
    return true;
  });
}
