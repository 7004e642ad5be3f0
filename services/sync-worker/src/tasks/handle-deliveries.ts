import { handleDeliveries as handleDue } from '@illumera/sync';
import { handleClaimed } from './handle-claimed.ts';
import type { Task } from './task-context.ts';

/** Deliveries that one job handles at the same time. */
export const DELIVERIES_PER_JOB = 2;

/** What a handled delivery may have changed. */
export const DELIVERY_TOPICS = [
  'deliveries',
  'discrepancies',
  'time_entries',
  'projects',
  'connections',
] as const;

/** Handles the stored webhook deliveries that are due. */
export const handleDeliveries: Task<'handle_deliveries'> = async (context) => {
  const { database, logger, metrics, announce, stopping } = context;
  await handleDue(database, {
    handle: (delivery) => handleClaimed(context, delivery),
    concurrency: DELIVERIES_PER_JOB,
    stopping,
    onHandled: (deliveryId, outcome) => {
      announce({ deliveryId, topics: DELIVERY_TOPICS });
      metrics.deliveries.inc({ outcome: outcome.kind });
      logger.info({ deliveryId, outcome: outcome.kind }, 'delivery handled');
    },
  });
};
