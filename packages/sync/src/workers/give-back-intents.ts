import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/**
 * Gives back what a worker that was killed had in hand where nobody may send any more: the connection is disconnected or its
 * key is refused, so no other worker takes it over.
 */
export async function giveBackIntents(database: Database): Promise<void> {
  await sql`
    update align_sync_outbox intent set status = 'pending', lease_token = null
    where status = 'processing' and not exists (
      select from align_connections connection
      left join align_drain_leases drain on drain.connection_id = connection.id
      where connection.company_id = intent.company_id
        and (connection.status = 'active' or drain.leased_until > now())
    )
  `.execute(database);
}
