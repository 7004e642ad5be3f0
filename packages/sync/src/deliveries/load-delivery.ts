import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { UNMATCHED_AFTER_MS } from './delivery-policy.ts';

/** Reads a stored delivery with the organization of its connection. */
export async function loadDelivery(database: Database, deliveryId: string) {
  return database
    .selectFrom('alignWebhookDeliveries as delivery')
    .innerJoin('alignConnections as connection', 'connection.id', 'delivery.connectionId')
    .select([
      'delivery.id',
      'delivery.eventName',
      'delivery.body',
      'delivery.status',
      'delivery.receivedAt',
      'delivery.connectionId',
      'connection.tenantId',
      'connection.companyId',
      'connection.alignOrgId',
      'connection.encryptedApiKey',
      'connection.status as connectionStatus',
      'connection.importAlignEntries',
      sql<boolean>`delivery.received_at <= now() - make_interval(secs => ${UNMATCHED_AFTER_MS / 1000})`.as(
        'isOverdue',
      ),
    ])
    .where('delivery.id', '=', deliveryId)
    .executeTakeFirst();
}

export type StoredDelivery = NonNullable<Awaited<ReturnType<typeof loadDelivery>>>;
