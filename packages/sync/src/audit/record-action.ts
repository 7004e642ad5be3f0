import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../people/actor.ts';

export interface OperatorAction {
  action:
    | 'outbox.retry'
    | 'delivery.replay'
    | 'discrepancy.change'
    | 'reconciliation.start'
    | 'connection.backfill'
    | 'connection.connect'
    | 'connection.change'
    | 'connection.rotate_secret'
    | 'connection.disconnect'
    | 'time_entry.unlock';
  subjectType: 'outbox' | 'delivery' | 'discrepancy' | 'reconciliation' | 'connection' | 'time_entry';
  subjectId?: string | undefined;
  companyId?: string | null | undefined;
  /** Why, in the operator's words. */
  reason?: string | undefined;
  detail?: Record<string, unknown>;
}

/** Keeps who did what, why and when. Called in the action's own transaction, so that neither is there without the other. */
export async function recordAction(
  transaction: Database,
  actor: Actor,
  { companyId = actor.companyId, detail = {}, ...action }: OperatorAction,
): Promise<void> {
  await transaction
    .insertInto('operatorActions')
    .values({
      id: uuid(),
      tenantId: actor.tenantId,
      companyId,
      actorId: actor.userId,
      actorRole: actor.role,
      detail: JSON.stringify(detail),
      ...action,
    })
    .execute();
}
