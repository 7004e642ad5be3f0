import type { Database, OutboxEntityType, OutboxLane, OutboxOperation } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import { v7 as uuid } from 'uuid';

export interface NewIntent {
  tenantId: string;
  companyId: string;
  entityType: OutboxEntityType;
  /** The Illumera id: of the project, user, engagement or time entry; a wiki page goes by its project's. */
  localId: string;
  operation: OutboxOperation;
  /** Default: live. */
  lane?: OutboxLane;
}

/**
 * Records that a change is to reach Align, with the wake-up of the worker, in the caller's transaction: a rolled-back
 * change leaves nothing, a committed one is never lost. Writes nothing where the company has no connection that is
 * `active` or `error`, which this transaction itself decides (S1 "Sync Triggers", without its cache).
 * What a backfill has queued for the same entity goes as soon, since it goes first.
 * @returns the intent's id, or undefined where there is no connection
 */
export async function enqueueIntent(database: Database, intent: NewIntent): Promise<string | undefined> {
  const result = await sql<{ id: string | null }>`select ${enqueuedIntent(intent)} as id`.execute(database);
  return result.rows[0]?.id ?? undefined;
}

/**
 * The same as an expression, for the RETURNING of the statement that makes the change: it saves a round trip and is done
 * once for each row that was changed.
 */
export function enqueuedIntent(intent: NewIntent): RawBuilder<string | null> {
  const { tenantId, companyId, entityType, localId, operation, lane = 'live' } = intent;
  return sql`enqueue_align_intent(${uuid()}, ${tenantId}, ${companyId}, ${entityType}, ${localId}, ${operation}, ${lane})`;
}
