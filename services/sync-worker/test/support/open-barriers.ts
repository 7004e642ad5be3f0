import { createDatabase, createPool, type Database } from '@illumera/schema';
import { until } from '@illumera/testkit';
import { type RawBuilder, sql } from 'kysely';

/** Locks in Postgres at which a worker can be seen to wait. */
export function openBarriers(connectionString: string) {
  const pool = createPool({ connectionString, maxConnections: 10, applicationName: 'barriers' });
  const database = createDatabase(pool);
  const over = new AbortController();
  const held: Promise<void>[] = [];
  return {
    /** Keeps what a statement locks until all is let go. */
    lock: async (statement: RawBuilder<unknown>): Promise<void> => {
      const locked = Promise.withResolvers<void>();
      const transaction = database.transaction().execute(async (within: Database) => {
        await statement.execute(within);
        locked.resolve();
        await new Promise((resolve) => {
          over.signal.addEventListener('abort', resolve);
        });
      });
      transaction.catch(locked.reject);
      held.push(transaction);
      await locked.promise;
    },
    /** Waits until so many of the worker's statements that look like this wait at a lock. */
    untilWaiting: (count: number, like: string): Promise<boolean> =>
      until(
        `${count} waiting in ${like}`,
        async () => {
          const waiting = await sql`
            select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
              and application_name = 'sync-worker' and query like ${like}
          `.execute(database);
          return waiting.rows.length === count;
        },
        30_000,
      ),
    /** Lets go of every lock. */
    letGo: async (): Promise<void> => {
      over.abort();
      await Promise.all(held);
    },
    close: () => database.destroy(),
  };
}
