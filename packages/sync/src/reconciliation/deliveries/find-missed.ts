import { storableText, type WebhookDelivery } from '@illumera/align-client';
import { sql } from 'kysely';
import type { Part } from '../part.ts';
import type { StepContext } from '../step.ts';
import type { MissedEvent } from './keep-missed.ts';

/**
 * Align's ledger of what it sent to a subscription (S3 "Verify the delivery result"). No filter and no order of it is
 * documented, so that it is read whole each time.
 */
export function deliveriesOf({ align }: StepContext, webhookId: string): Part<WebhookDelivery> {
  return {
    kind: 'delivery',
    name: webhookId,
    what: "Align's ledger of deliveries",
    grows: true,
    fetch: (query) => align.call('listWebhookDeliveries', { params: { webhookId }, query }),
    toRow: ({ id, eventName, status, responseCode, responseBody }) => ({
      remoteId: storableText(id),
      data: {
        eventName: eventName ? storableText(eventName).slice(0, MAX_CHARACTERS) : null,
        status: storableText(status),
        responseCode,
        isStale: responseCode === 400 && saysStale(responseBody),
      },
    }),
  };
}

const MAX_CHARACTERS = 128;

/** What we answer to a delivery whose time is too far from ours; Align's retries may carry the same time again. */
function saysStale(responseBody: unknown): boolean {
  const text = typeof responseBody === 'string' ? responseBody : JSON.stringify(responseBody ?? '');
  return text.includes('stale_timestamp');
}

/**
 * Finds in the run what Align gave up delivering and what we refused as stale. What is stored here came after all: only our
 * answer was lost.
 */
export async function findMissed({ database, run }: StepContext): Promise<MissedEvent[]> {
  const { rows } = await sql<MissedEvent>`
    select staged.remote_id as reference, staged.data ->> 'eventName' as event_name,
      case when staged.data ->> 'status' = 'dead_letter' then 'dead_letter' else 'stale' end as cause,
      (staged.data ->> 'responseCode')::integer as response_code
    from align_reconciliation_rows staged
    where staged.run_id = ${run.id} and staged.kind = 'delivery' and char_length(staged.remote_id) <= ${MAX_CHARACTERS}
      and (
        staged.data ->> 'status' = 'dead_letter'
        or (staged.data ->> 'status' <> 'succeeded' and (staged.data ->> 'isStale')::boolean)
      )
      and not exists (
        select from align_webhook_deliveries delivery
        where delivery.connection_id = ${run.connectionId}
          and (delivery.event_id = staged.remote_id or delivery.delivery_id = staged.remote_id)
      )
      and not exists (
        select from align_missed_events missed
        where missed.connection_id = ${run.connectionId} and missed.reference = staged.remote_id
      )
    order by staged.remote_id
  `.execute(database);
  return rows;
}
