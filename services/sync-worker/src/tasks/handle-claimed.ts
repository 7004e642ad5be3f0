import { askingClients, type ClaimedDelivery, type HandledDelivery, handleDelivery } from '@illumera/sync';
import type { TaskContext } from './task-context.ts';

/** Handles a claimed delivery as its tenant's, so that it reaches no other tenant's rows whatever it names. */
export function handleClaimed(
  { forTenant, openKey, circuits }: TaskContext,
  { id, tenantId }: ClaimedDelivery,
): Promise<HandledDelivery> {
  const database = forTenant(tenantId);
  return handleDelivery(database, id, askingClients(database, { openKey, circuits }));
}
