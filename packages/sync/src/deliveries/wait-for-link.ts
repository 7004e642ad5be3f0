import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import { type DiscrepancyKey, recordDiscrepancy } from '../discrepancies/record-discrepancy.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { UNMATCHED_AFTER_MS, UNMATCHED_AGAIN_AFTER_MS } from './delivery-policy.ts';
import type { StoredDelivery } from './load-delivery.ts';

/**
 * Lets a delivery wait for the link of its entity, whose writing brings it back at once. It is looked at once more when the
 * hour is over, and is a discrepancy from then on, which each further day sees again. Should the job of that look be lost,
 * the sweep finds the delivery by when it is due.
 */
export async function waitForLink(
  transaction: Database,
  delivery: StoredDelivery,
  wait: Extract<DeliveryOutcome, { kind: 'wait' }>,
): Promise<void> {
  await transaction
    .updateTable('alignWebhookDeliveries')
    .set({
      waitingForAlignId: wait.alignEntityId,
      outcome: 'waiting',
      error: wait.reason,
      dueAt: delivery.isOverdue
        ? sql<Date>`now() + make_interval(secs => ${UNMATCHED_AGAIN_AFTER_MS / 1000})`
        : sql<Date>`received_at + make_interval(secs => ${UNMATCHED_AFTER_MS / 1000})`,
    })
    .where('id', '=', delivery.id)
    .execute();
  if (!delivery.isOverdue) return lookAgain(transaction, delivery);
  await recordDiscrepancy(transaction, {
    ...unmatchedEvent(delivery, wait),
    connectionId: delivery.connectionId ?? undefined,
    illumeraValue: null,
    alignValue: delivery.eventName,
    severity: 'warning',
  });
}

/** The difference that an event without its link stands for. */
export function unmatchedEvent(
  { tenantId, companyId }: Pick<StoredDelivery, 'tenantId' | 'companyId'>,
  { externalType, alignEntityId }: { externalType: ExternalType; alignEntityId: string },
): DiscrepancyKey {
  return { tenantId, companyId, field: 'unmatched_event', externalType, externalId: alignEntityId };
}

async function lookAgain(transaction: Database, delivery: StoredDelivery): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      'handle_delivery',
      json_build_object('deliveryId', ${delivery.id}::text),
      run_at => due_at,
      job_key => 'handle_delivery:unmatched:' || id
    ) from align_webhook_deliveries where id = ${delivery.id}
  `.execute(transaction);
}
