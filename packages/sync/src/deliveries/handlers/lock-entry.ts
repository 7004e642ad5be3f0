import type { Database } from '@illumera/schema';
import type { EventContext, LinkedEntity } from '../event-handler.ts';

/** Reads where an entry of the event's company stands, and keeps others from changing it until the transaction ends. */
export function lockEntry(transaction: Database, { scope }: EventContext, { id }: LinkedEntity) {
  return transaction
    .selectFrom('timeEntries')
    .select(['status', 'alignOccurredAt', 'projectId', 'rejectionReason'])
    .where('id', '=', id)
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .forUpdate()
    .executeTakeFirst();
}
