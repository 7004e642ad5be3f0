import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { StoredDelivery } from './load-delivery.ts';
import { putOff } from './put-off.ts';
import { waitForLink } from './wait-for-link.ts';

/** Writes down what became of a delivery, in the transaction of its effect. */
export async function settleDelivery(
  transaction: Database,
  delivery: StoredDelivery,
  outcome: DeliveryOutcome,
): Promise<void> {
  if (outcome.kind === 'wait') return waitForLink(transaction, delivery, outcome);
  if (outcome.kind === 'later') return putOff(transaction, delivery, outcome);
  await transaction
    .updateTable('alignWebhookDeliveries')
    .set({
      status: 'processed',
      attempts: sql<number>`attempts + 1`,
      processedAt: sql<Date>`now()`,
      outcome: outcome.kind === 'applied' ? 'applied' : `${outcome.kind}: ${outcome.reason}`,
      waitingForAlignId: null,
      error: null,
    })
    .where('id', '=', delivery.id)
    .execute();
}
