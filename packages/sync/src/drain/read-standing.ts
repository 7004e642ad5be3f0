import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DrainLease } from './acquire-drain.ts';

/** Whether a drain may send: its lease holds and the connection is active, another worker has it, or nobody may. */
export type Standing = 'held' | 'lost' | 'ended';

/** Reads what a drain's lease is worth at this moment, by the database's clock. */
export async function readStanding(database: Database, { token, connection }: DrainLease): Promise<Standing> {
  const result = await sql<{ isHeld: boolean; isActive: boolean }>`
    select coalesce(drain.lease_token = ${token} and drain.leased_until > now(), false) as is_held,
      connection.status = 'active' as is_active
    from align_connections connection
    left join align_drain_leases drain on drain.connection_id = connection.id
    where connection.id = ${connection.id}
  `.execute(database);
  const [row] = result.rows;
  if (row?.isActive !== true) return 'ended';
  return row.isHeld ? 'held' : 'lost';
}
