import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Whoever has claimed a delivery has it to itself for so long: longer than a handler waits for Align. */
const LEASE_SECONDS = 40;

export interface ClaimedDelivery {
  id: string;
  /** Whose it is, by its connection. */
  tenantId: string;
}

/** Takes up the deliveries that have been due the longest and that nobody else has taken up. */
export async function claimDeliveries(database: Database, limit: number): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    update align_webhook_deliveries set due_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where id in (
      select id from align_webhook_deliveries
      where status = 'received' and due_at <= now()
      order by due_at limit ${limit} for update skip locked
    )
    returning id, tenant_id
  `.execute(database);
  return rows;
}

/** Takes up one delivery. @returns undefined where it is settled, not due yet, or taken up by somebody else */
export async function claimDelivery(
  database: Database,
  deliveryId: string,
): Promise<ClaimedDelivery | undefined> {
  const { rows } = await sql<ClaimedDelivery>`
    update align_webhook_deliveries set due_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where id = ${deliveryId} and status = 'received' and due_at <= now()
    returning id, tenant_id
  `.execute(database);
  return rows[0];
}
