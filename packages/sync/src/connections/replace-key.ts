import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { type Secret, seal } from '@illumera/sealed';
import { conflict, done } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import { addJob } from '../jobs/add-job.ts';
import type { Actor } from '../people/actor.ts';
import type { AlignAccess } from './align-access.ts';
import { type AlignUnreachable, alignFailure } from './align-failure.ts';
import { budgetedClient } from './budgeted-client.ts';
import { claimConnection } from './claim-connection.ts';
import { listSubscriptions } from './find-orphan-subscriptions.ts';
import type { PresentConnection } from './present-connection.ts';
import { registerWebhook } from './register-webhook.ts';
import { apiKeyContext } from './sealed-columns.ts';
import { validateKey } from './validate-key.ts';

export interface KeyReplacement extends AlignAccess {
  /** Who gives the key. */
  actor: Actor;
  apiKey: Secret<string>;
  webhookBaseUrl: string;
}

/**
 * Puts a new key of the same organization in the place of the present one. The subscription stays, so that no delivery is
 * missed; one that is gone at Align is made anew. Calls under way with the old key end as Align lets them.
 */
export async function replaceKey(
  database: Database,
  connection: PresentConnection,
  { actor, transport, keyring, apiKey, webhookBaseUrl }: KeyReplacement,
) {
  const client = budgetedClient(database, { transport, key: apiKey });
  const validated = await validateKey(client);
  if (validated.kind !== 'usable') return validated;
  if (validated.alignOrgId !== connection.alignOrgId) {
    return conflict('this key belongs to another Align organization; disconnect first, then connect with it');
  }
  const { missingPermissions } = validated;
  const subscription = await findSubscription(client, connection);
  if (subscription.kind === 'align_unreachable') return subscription;
  if (connection.status === 'error' && subscription.kind === 'gone') {
    const claim = { actor, ...connection, ...validated, apiKey: apiKey.reveal(), keyring, webhookBaseUrl };
    const claimed = await claimConnection(database, claim);
    if (claimed.kind !== 'done') return claimed;
    return registerWebhook(database, { client, keyring, claim: claimed.value });
  }
  const encryptedApiKey = seal(keyring, apiKey.reveal(), apiKeyContext(connection.id));
  const keyLastFour = apiKey.reveal().slice(-4);
  return resume(database, { actor, connection }, { encryptedApiKey, keyLastFour, missingPermissions });
}

interface NewKey {
  encryptedApiKey: string;
  keyLastFour: string;
  missingPermissions: string[];
}

/** The old key's rest after a 429 is not the new one's. */
async function resume(
  database: Database,
  { actor, connection }: { actor: Actor; connection: PresentConnection },
  key: NewKey,
) {
  const connectionId = connection.id;
  return inTransaction(database, async (transaction) => {
    const resumed = await transaction
      .updateTable('alignConnections')
      .set({ ...key, status: 'active', blockedUntil: null, lastErrorAt: null, lastErrorMessage: null })
      .where('id', '=', connectionId)
      .where('status', '<>', 'disconnected')
      .returning('id')
      .executeTakeFirst();
    if (resumed === undefined) return conflict('this connection has been disconnected meanwhile');
    await recordAction(transaction, actor, {
      action: 'connection.change',
      subjectType: 'connection',
      subjectId: connectionId,
      companyId: connection.companyId,
      detail: { keyLastFour: key.keyLastFour },
    });
    await addJob(transaction, 'drain', { connectionId });
    return done(undefined);
  });
}

/** A connection without a secret has no subscription that is of use, whatever Align has. */
async function findSubscription(
  client: AlignClient,
  { webhookSubscriptionId, webhookSecret }: PresentConnection,
): Promise<{ kind: 'there' } | { kind: 'gone' } | AlignUnreachable> {
  if (webhookSubscriptionId === null || webhookSecret === null) return { kind: 'gone' };
  try {
    const subscriptions = await listSubscriptions(client);
    return { kind: subscriptions.some(({ id }) => id === webhookSubscriptionId) ? 'there' : 'gone' };
  } catch (error) {
    const failure = alignFailure(error);
    // A key that may not list subscriptions may send all the same.
    return failure.kind === 'align_unreachable' ? failure : { kind: 'there' };
  }
}
