import type { Database, MissedEventCause } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { HeldRun } from '../run.ts';
import { familyOf } from './missed-families.ts';

export interface MissedEvent {
  /** Align's id of the delivery; where the subscription was disabled, the run's. */
  reference: string;
  cause: MissedEventCause;
  /** Null where nobody knows which events there were. */
  eventName: string | null;
  /** What we answered, if we did. */
  responseCode: number | null;
}

/** Rows of a statement, whose parameters Postgres counts in 16 bits. */
const ROWS_AT_ONCE = 1_000;

/**
 * Writes down what Align could not tell us, once. An event that is only kept as a record leaves nothing to make up for.
 * @returns those that are new
 */
export async function keepMissed(
  database: Database,
  { tenantId, companyId, connectionId }: HeldRun,
  events: readonly MissedEvent[],
): Promise<MissedEvent[]> {
  const kept: MissedEvent[] = [];
  for (let from = 0; from < events.length; from += ROWS_AT_ONCE) {
    const rows = events.slice(from, from + ROWS_AT_ONCE).map((event) => ({
      id: uuid(),
      tenantId,
      companyId,
      connectionId,
      ...event,
      healedAt: isRecordOnly(event) ? sql<Date>`now()` : null,
    }));
    const inserted = await database
      .insertInto('alignMissedEvents')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['connectionId', 'reference']).doNothing())
      .returning(['reference', 'cause', 'eventName', 'responseCode'])
      .execute();
    kept.push(...inserted);
  }
  return kept;
}

const isRecordOnly = ({ eventName }: MissedEvent) => eventName !== null && familyOf(eventName) === undefined;
