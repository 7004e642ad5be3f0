import { askingClients, handleDelivery as handle } from '@illumera/sync';
import type { Task } from './task-context.ts';

/** Handles one stored webhook delivery. */
export const handleDelivery: Task<'handle_delivery'> = async (
  { database, logger, metrics, openKey, circuits, announce },
  { deliveryId },
) => {
  const outcome = await handle(database, deliveryId, askingClients(database, { openKey, circuits }));
  announce({
    deliveryId,
    topics: ['deliveries', 'discrepancies', 'time_entries', 'projects', 'connections'],
  });
  metrics.deliveries.inc({ outcome: outcome.kind });
  logger.info({ deliveryId, outcome: outcome.kind }, 'delivery handled');
};
