import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Whoever has claimed a delivery has it to itself for so long: longer than a handler waits for Align. */
const LEASE_SECONDS = 40;

/** Takes up the deliveries that have been due the longest and that nobody else has taken up. @returns their ids */
export async function claimDeliveries(database: Database, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update align_webhook_deliveries set due_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where id in (
      select id from align_webhook_deliveries
      where status = 'received' and due_at <= now()
      order by due_at limit ${limit} for update skip locked
    )
    returning id
  `.execute(database);
  return rows.map(({ id }) => id);
}

/** Takes up one delivery. @returns false where it is settled, not due yet, or taken up by somebody else */
export async function claimDelivery(database: Database, deliveryId: string): Promise<boolean> {
  const { rows } = await sql`
    update align_webhook_deliveries set due_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where id = ${deliveryId} and status = 'received' and due_at <= now()
    returning id
  `.execute(database);
  return rows.length > 0;
}
