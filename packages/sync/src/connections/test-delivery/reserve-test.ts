import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { inTransaction } from '../../in-transaction.ts';
import type { PresentConnection } from '../present-connection.ts';
import { TESTS_PER_HOUR } from './tests-per-hour.ts';

export interface TestBudget {
  limit: number;
  remaining: number;
  /** In how many seconds the oldest test of the hour no longer counts. */
  moreInSeconds: number;
}

export type Reservation = { isReserved: boolean; budget: TestBudget };

/** Counts a test delivery against the hour's budget of its organization, whichever company asks. */
export async function reserveTest(
  database: Database,
  connection: PresentConnection,
  requestedBy: string,
): Promise<Reservation> {
  const { alignOrgId, tenantId } = connection;
  return inTransaction(database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`test-delivery:${alignOrgId}`}, 0))`.execute(
      transaction,
    );
    const before = await countTests(transaction, alignOrgId);
    if (before.used >= TESTS_PER_HOUR) return { isReserved: false, budget: budgetOf(before) };
    const test = { id: uuid(), tenantId, connectionId: connection.id, alignOrgId, requestedBy };
    await transaction.insertInto('alignTestDeliveries').values(test).execute();
    return { isReserved: true, budget: budgetOf(await countTests(transaction, alignOrgId)) };
  });
}

interface HourOfTests {
  used: number;
  moreInSeconds: number;
}

async function countTests(database: Database, alignOrgId: string): Promise<HourOfTests> {
  return database
    .selectFrom('alignTestDeliveries')
    .select(sql<number>`count(*)::int`.as('used'))
    .select(
      sql<number>`coalesce(ceil(extract(epoch from min(requested_at) + interval '1 hour' - now())), 0)::int`.as(
        'moreInSeconds',
      ),
    )
    .where('alignOrgId', '=', alignOrgId)
    .where('requestedAt', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
}

function budgetOf({ used, moreInSeconds }: HourOfTests): TestBudget {
  return { limit: TESTS_PER_HOUR, remaining: Math.max(0, TESTS_PER_HOUR - used), moreInSeconds };
}
