import type { ApiClient, OutboxItem } from '@illumera/api-models';
import { until } from './until.ts';

type Change = Pick<OutboxItem, 'entityType' | 'operation' | 'localId'>;

/** Waits until a change of ours has reached Align, as the outbox shows it to the company's admin. */
export async function reachedAlign(admin: ApiClient, change: Change): Promise<void> {
  const { entityType, operation, localId } = change;
  await until(`the ${operation} of ${entityType} ${localId} to reach Align`, async () => {
    const { data } = await admin('listOutbox', { query: { entityType, limit: 200 } });
    const items = data.filter((item) => item.localId === localId && item.operation === operation);
    return items.length > 0 && items.every(({ status }) => status === 'done') ? true : undefined;
  });
}
