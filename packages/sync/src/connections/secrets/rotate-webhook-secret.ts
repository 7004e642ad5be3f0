import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { conflict } from '../../answer.ts';
import { recordAction } from '../../audit/record-action.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Actor } from '../../people/actor.ts';
import type { AlignAccess } from '../align-access.ts';
import { alignFailure } from '../align-failure.ts';
import { openConnectionClient } from '../open-connection-client.ts';
import { presentConnection } from '../present-connection.ts';
import { readConnection } from '../read-connection.ts';
import { abandonSecretChange, beginSecretChange } from './begin-secret-change.ts';
import { replaceWebhookSecret } from './replace-webhook-secret.ts';

export interface SecretRotation extends AlignAccess {
  actor: Actor;
  connectionId: string;
}

/**
 * Lets Align make a new webhook secret (S3 "rotate-secret") and stores it; the one before is accepted for 25 h. An attempt
 * that ended between Align's answer and the store, or whose answer was lost, is made good by another one: what Align
 * signs meanwhile is asked for again.
 */
export async function rotateWebhookSecret(database: Database, request: SecretRotation) {
  const { actor, connectionId, keyring } = request;
  const present = await presentConnection(database, actor, connectionId);
  if (present.kind !== 'done') return present;
  const { status, webhookSubscriptionId } = present.value;
  if (status !== 'active' || webhookSubscriptionId === null) {
    return conflict('this connection does not work at present; give it a key that works first');
  }
  const client = openConnectionClient(database, request, present.value);
  const token = await beginSecretChange(database, connectionId);
  if (token === undefined) return conflict('the secret is being changed at this moment; try again in 20 s');
  const rotated = await askForSecret(client, webhookSubscriptionId);
  if (rotated.kind === 'refused') await abandonSecretChange(database, token);
  if (rotated.kind === 'refused')
    return { kind: 'webhook_registration_failed' as const, message: rotated.message };
  if (rotated.kind !== 'rotated') return rotated;
  if (
    !(await storeSecret(database, { actor, keyring, connectionId, token, hmacSecret: rotated.hmacSecret }))
  ) {
    return conflict('another change of the secret has overtaken this one');
  }
  return readConnection(database, actor, connectionId);
}

async function askForSecret(client: AlignClient, webhookId: string) {
  try {
    const { hmacSecret } = await client.call('rotateWebhookSecret', { params: { webhookId } });
    return { kind: 'rotated' as const, hmacSecret };
  } catch (error) {
    const failure = alignFailure(error);
    if (failure.kind === 'align_unreachable') return failure;
    return { kind: 'refused' as const, message: `Align did not rotate the secret: ${failure.message}` };
  }
}

interface RotatedSecret {
  actor: Actor;
  keyring: Keyring;
  connectionId: string;
  token: string;
  hmacSecret: string;
}

async function storeSecret(database: Database, secret: RotatedSecret): Promise<boolean> {
  const { actor, keyring, connectionId, token, hmacSecret } = secret;
  return inTransaction(database, async (transaction) => {
    const connection = await transaction
      .selectFrom('alignConnections')
      .select(['id', 'companyId', 'webhookSecret'])
      .where('id', '=', connectionId)
      .where('secretChangeToken', '=', token)
      .forUpdate()
      .executeTakeFirst();
    if (connection === undefined) return false;
    await transaction
      .updateTable('alignConnections')
      .set(replaceWebhookSecret({ keyring, connection, hmacSecret }))
      .where('id', '=', connectionId)
      .execute();
    await recordAction(transaction, actor, {
      action: 'connection.rotate_secret',
      subjectType: 'connection',
      subjectId: connectionId,
      companyId: connection.companyId,
    });
    return true;
  });
}
