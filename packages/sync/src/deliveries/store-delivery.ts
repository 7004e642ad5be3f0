import { type AlignEvent, storableJson } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

export interface NewDelivery {
  /** Whose secret signed it; the tenant and company come from here and never from the body. */
  connection: { id: string; tenantId: string; companyId: string };
  /** X-Align-Delivery-Id. */
  deliveryId: string;
  /** X-Align-Signature. */
  signature: string;
  /** The signed bytes, kept as they came. */
  body: Buffer;
  /** What the bytes say. */
  event: AlignEvent;
}

/**
 * Stores a verified delivery with the job that handles it, in one statement. The signed id in the body is its identity within
 * the connection, the header's where the body has none. One that failed before is handled again.
 * @returns `duplicate` where it is stored already
 */
export async function storeDelivery(
  database: Database,
  { connection, deliveryId, signature, body, event }: NewDelivery,
): Promise<'stored' | 'duplicate'> {
  const { rows } = await sql`
    with stored as (
      insert into align_webhook_deliveries as known (
        id, delivery_id, event_id, event_name, connection_id, tenant_id, company_id,
        body, signature, payload, entity_type, entity_id, occurred_at
      ) values (
        ${uuid()}, ${deliveryId}, ${event.id ?? deliveryId}, ${event.name}, ${connection.id}, ${connection.tenantId},
        ${connection.companyId}, ${body}, ${signature}, ${storablePayload(body)}::jsonb, ${event.entityType ?? null},
        ${event.entityId ?? null}, ${event.occurredAt ?? null}
      )
      on conflict (connection_id, event_id) do update
        set status = 'received', attempts = 0, error = null, waiting_for_align_id = null, due_at = now()
        where known.status = 'failed'
      returning id
    )
    select graphile_worker.add_job('handle_delivery', json_build_object('deliveryId', id)) from stored
  `.execute(database);
  return rows.length > 0 ? 'stored' : 'duplicate';
}

/** The body as JSON for people to read and search; null where Postgres cannot hold what was signed. */
function storablePayload(body: Buffer): string | null {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
  return storableJson(parsed) ? JSON.stringify(parsed) : null;
}
