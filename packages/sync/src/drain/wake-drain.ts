import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Sees to it that a drain of the connection looks for what this transaction has made runnable, once it has committed. Adds a
 * job only where none waits and no drain is at work, see `wake_align_drain` in the schema.
 */
export async function wakeDrain(database: Database, connectionId: string): Promise<void> {
  await sql`select wake_align_drain(${connectionId})`.execute(database);
}
