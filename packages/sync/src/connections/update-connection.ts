import type { Database, ImportMode } from '@illumera/schema';
import { concealed } from '@illumera/sealed';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import type { AlignAccess } from './align-access.ts';
import { presentConnection } from './present-connection.ts';
import { readConnection } from './read-connection.ts';
import { replaceKey } from './replace-key.ts';

export interface ConnectionUpdate extends AlignAccess {
  actor: Actor;
  connectionId: string;
  apiKey?: string | undefined;
  importAlignEntries?: ImportMode | undefined;
  /** The public base URL of webhook-ingest, without a slash at its end. */
  webhookBaseUrl: string;
}

/** Gives a connection a new key, or another setting. What waited for a key that works goes on at once. */
export async function updateConnection(database: Database, request: ConnectionUpdate) {
  const { actor, connectionId, apiKey, importAlignEntries } = request;
  const present = await presentConnection(database, actor, connectionId);
  if (present.kind !== 'done') return present;
  if (apiKey !== undefined) {
    const replaced = await replaceKey(database, present.value, { ...request, apiKey: concealed(apiKey) });
    if (replaced.kind !== 'done') return replaced;
  }
  if (importAlignEntries !== undefined) {
    await inTransaction(database, async (transaction) => {
      await transaction
        .updateTable('alignConnections')
        .set({ importAlignEntries })
        .where('id', '=', connectionId)
        .execute();
      await recordAction(transaction, actor, {
        action: 'connection.change',
        subjectType: 'connection',
        subjectId: connectionId,
        companyId: present.value.companyId,
        detail: { importAlignEntries },
      });
    });
  }
  return readConnection(database, actor, connectionId);
}
