import type { Database } from '@illumera/schema';

/** Whether a connection's event is stored already; one that failed is not counted, since it is to be handled again. */
export async function isStored(
  database: Database,
  { connectionId, eventId }: { connectionId: string; eventId: string },
): Promise<boolean> {
  const row = await database
    .selectFrom('alignWebhookDeliveries')
    .select('id')
    .where('connectionId', '=', connectionId)
    .where('eventId', '=', eventId)
    .where('status', '<>', 'failed')
    .executeTakeFirst();
  return row !== undefined;
}
