import { AlignError } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { concealed, SealedError } from '@illumera/sealed';
import { done, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { SlotDeniedError } from '../budget/slot-denied-error.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import type { AlignAccess } from './align-access.ts';
import { budgetedClient } from './budgeted-client.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { openConnectionKey } from './open-connection-key.ts';
import { readConnection } from './read-connection.ts';

export interface DisconnectRequest extends AlignAccess {
  actor: Actor;
  connectionId: string;
}

/**
 * Disconnects a company (S2 "Disconnecting"): nothing more is sent, links and what was still to be sent stay, and the
 * subscription at Align is deleted if Align is there to do it. Disconnecting twice is fine.
 */
export async function disconnectAlign(database: Database, request: DisconnectRequest) {
  const { actor, connectionId, transport, keyring } = request;
  const visible = await readConnection(database, actor, connectionId);
  if (visible.kind !== 'done') return notFound;
  const ended = await endConnection(database, actor, connectionId);
  if (ended?.webhookSubscriptionId) {
    try {
      const key = concealed(openConnectionKey(keyring, ended));
      const client = budgetedClient(database, { transport, key });
      await deleteSubscription(client, ended.webhookSubscriptionId);
    } catch (error) {
      const isAligns = error instanceof AlignError || error instanceof SlotDeniedError;
      if (!isAligns && !(error instanceof SealedError)) throw error;
    }
  }
  return done(undefined);
}

async function endConnection(database: Database, actor: Actor, connectionId: string) {
  return inTransaction(database, async (transaction) => {
    const ended = await transaction
      .updateTable('alignConnections')
      .set({ status: 'disconnected' })
      .where('id', '=', connectionId)
      .where('status', '<>', 'disconnected')
      .returning(['id', 'companyId', 'encryptedApiKey', 'webhookSubscriptionId'])
      .executeTakeFirst();
    if (ended === undefined) return undefined;
    await recordAction(transaction, actor, {
      action: 'connection.disconnect',
      subjectType: 'connection',
      subjectId: connectionId,
      companyId: ended.companyId,
    });
    return ended;
  });
}
