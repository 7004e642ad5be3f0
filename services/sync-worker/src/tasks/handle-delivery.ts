import { claimDelivery } from '@illumera/sync';
import { handleClaimed } from './handle-claimed.ts';
import { DELIVERY_TOPICS } from './handle-deliveries.ts';
import type { Task } from './task-context.ts';

/** Handles one stored webhook delivery, unless it is not due or somebody has taken it up already. */
export const handleDelivery: Task<'handle_delivery'> = async (context, { deliveryId }) => {
  const { database, logger, metrics, announce } = context;
  const claimed = await claimDelivery(database, deliveryId);
  if (claimed === undefined) return;
  const outcome = await handleClaimed(context, claimed);
  announce({ deliveryId, topics: DELIVERY_TOPICS });
  metrics.deliveries.inc({ outcome: outcome.kind });
  logger.info({ deliveryId, outcome: outcome.kind }, 'delivery handled');
};
