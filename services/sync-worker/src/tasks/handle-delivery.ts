import { handleDelivery as handle } from '@illumera/sync';
import type { Task } from './task-context.ts';

/** Handles one stored webhook delivery. */
export const handleDelivery: Task<'handle_delivery'> = async (
  { database, logger, metrics },
  { deliveryId },
) => {
  const outcome = await handle(database, deliveryId);
  metrics.deliveries.inc({ outcome: outcome.kind });
  logger.info({ deliveryId, outcome: outcome.kind }, 'delivery handled');
};
