import type { Database } from '@illumera/schema';
import { type Keyring, seal } from '@illumera/sealed';
import { inTransaction } from '../in-transaction.ts';
import { addJob } from '../jobs/add-job.ts';
import type { ConnectionClaim } from './claim-connection.ts';
import { connectionColumns } from './connection-columns.ts';
import type { Subscription } from './create-subscription.ts';
import { webhookSecretContext } from './sealed-columns.ts';

/**
 * Makes a claimed connection active, with its secret, in one update, and wakes what waits for it.
 * @returns undefined where another attempt has taken the connection over
 */
export async function completeConnection(
  database: Database,
  claim: ConnectionClaim,
  { subscription, keyring }: { subscription: Subscription; keyring: Keyring },
) {
  const { connectionId } = claim;
  return inTransaction(database, async (transaction) => {
    const connection = await transaction
      .updateTable('alignConnections')
      .set({
        status: 'active',
        webhookSubscriptionId: subscription.subscriptionId,
        webhookSecret: seal(keyring, subscription.hmacSecret, webhookSecretContext(connectionId)),
        subscribedEvents: subscription.subscribedEvents,
        refusedEvents: subscription.refusedEvents,
        lastErrorAt: null,
        lastErrorMessage: null,
      })
      .where('id', '=', connectionId)
      .where('encryptedApiKey', '=', claim.encryptedApiKey)
      .where('status', '=', 'error')
      .returning(connectionColumns)
      .executeTakeFirst();
    if (connection !== undefined) await addJob(transaction, 'drain', { connectionId });
    return connection;
  });
}
