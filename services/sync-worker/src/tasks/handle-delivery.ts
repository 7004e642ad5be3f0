import { askingClients, claimDelivery, handleDelivery as handle } from '@illumera/sync';
import type { Task } from './task-context.ts';
import { DELIVERY_TOPICS } from './handle-deliveries.ts';

/** Handles one stored webhook delivery, unless it is not due or somebody has taken it up already. */
export const handleDelivery: Task<'handle_delivery'> = async (
  { database, logger, metrics, openKey, circuits, announce },
  { deliveryId },
) => {
  if (!(await claimDelivery(database, deliveryId))) return;
  const outcome = await handle(database, deliveryId, askingClients(database, { openKey, circuits }));
  announce({ deliveryId, topics: DELIVERY_TOPICS });
  metrics.deliveries.inc({ outcome: outcome.kind });
  logger.info({ deliveryId, outcome: outcome.kind }, 'delivery handled');
};
