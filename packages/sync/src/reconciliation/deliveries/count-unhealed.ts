import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

export interface Unhealed {
  /** Events that Align tells of in its ledger. */
  deliveries: number;
  /** Times that the subscription was disabled, when nobody knows what was missed. */
  standstills: number;
}

/** Counts what of Align's events has neither come nor been made up for. */
export async function countUnhealed(database: Database, { connectionId }: HeldRun): Promise<Unhealed> {
  return database
    .selectFrom('alignMissedEvents')
    .select([
      sql<number>`(count(*) filter (where cause <> 'disabled'))::integer`.as('deliveries'),
      sql<number>`(count(*) filter (where cause = 'disabled'))::integer`.as('standstills'),
    ])
    .where('connectionId', '=', connectionId)
    .where('healedAt', 'is', null)
    .executeTakeFirstOrThrow();
}
