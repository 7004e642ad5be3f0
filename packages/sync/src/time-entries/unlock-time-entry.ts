import type { Database } from '@illumera/schema';
import { concealed } from '@illumera/sealed';
import { conflict, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { type AlignAccess } from '../connections/align-access.ts';
import { alignFailure } from '../connections/align-failure.ts';
import { budgetedClient } from '../connections/budgeted-client.ts';
import { openConnectionKey } from '../connections/open-connection-key.ts';
import { findLink } from '../links/find-link.ts';
import type { Actor } from '../people/actor.ts';
import { readTimeEntry } from './read-time-entry.ts';
import { refuseTransition } from './refuse-transition.ts';

export interface UnlockRequest extends AlignAccess {
  actor: Actor;
  entryId: string;
  /** Shown in Align. */
  reason: string;
}

/**
 * Asks Align to unlock an approved or locked entry of the actor's company. The entry stays as it is until Align's
 * `time.unlocked` brings it back to draft (S1 "Webhook Event Catalog").
 */
export async function unlockTimeEntry(database: Database, request: UnlockRequest) {
  const { actor, entryId, reason, transport, keyring } = request;
  const found = await readTimeEntry(database, actor, entryId);
  if (found.kind !== 'done') return notFound;
  const refusal = refuseTransition('unlock', found.value.status);
  if (refusal !== undefined) return refusal;
  const connection = await findActiveConnection(database, found.value.companyId);
  if (connection === undefined) return conflict('this company has no active connection to Align');
  const timeEntryId = await findLink(database, connection, { type: 'time_entry', id: entryId });
  if (timeEntryId === undefined) return conflict('this entry has not reached Align');
  const key = concealed(openConnectionKey(keyring, connection));
  const client = budgetedClient(database, { transport, key });
  try {
    await client.call('unlockTimeEntry', {
      params: { timeEntryId },
      body: { reason },
      idempotencyKey: unlockKey(entryId, found.value.updatedAt),
    });
  } catch (error) {
    const failure = alignFailure(error);
    return failure.kind === 'align_unreachable' ? failure : conflict(`Align refuses: ${failure.message}`);
  }
  await recordAction(database, actor, {
    action: 'time_entry.unlock',
    subjectType: 'time_entry',
    subjectId: entryId,
    companyId: found.value.companyId,
    reason,
  });
  return found;
}

function findActiveConnection(database: Database, companyId: string) {
  return database
    .selectFrom('alignConnections')
    .select(['id', 'tenantId', 'companyId', 'alignOrgId', 'encryptedApiKey'])
    .where('companyId', '=', companyId)
    .where('status', '=', 'active')
    .executeTakeFirst();
}

/** The same for every repetition while the entry is as it is, another one once it has been unlocked and approved again. */
function unlockKey(entryId: string, updatedAt: Date): string {
  return `unlock:${entryId}:${updatedAt.getTime()}`;
}
