import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { StoredDelivery } from './load-delivery.ts';

/** Has a delivery looked at again a little later. */
export async function putOff(
  transaction: Database,
  delivery: StoredDelivery,
  { reason, afterSeconds }: Extract<DeliveryOutcome, { kind: 'later' }>,
): Promise<void> {
  await sql`
    with put_off as (
      update align_webhook_deliveries
      set due_at = now() + make_interval(secs => ${afterSeconds}), outcome = 'waiting', error = ${reason}
      where id = ${delivery.id}
      returning id, due_at
    )
    select graphile_worker.add_job('handle_delivery', json_build_object('deliveryId', id), run_at => due_at) from put_off
  `.execute(transaction);
}
