import { storableText } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { DELIVERY_RETRY_DELAYS_MS } from './delivery-policy.ts';

const MAX_REASON_CHARACTERS = 1_000;
const MAX_ATTEMPTS = DELIVERY_RETRY_DELAYS_MS.length + 1;

/** Counts a failed attempt and adds the job of the next one, or marks the delivery `failed` where that was the last. */
export async function failDelivery(
  database: Database,
  deliveryId: string,
  error: unknown,
): Promise<{ kind: 'failed'; reason: string }> {
  const message = error instanceof Error ? error.message : String(error);
  const reason = storableText(message.slice(0, MAX_REASON_CHARACTERS));
  const delaysSeconds = DELIVERY_RETRY_DELAYS_MS.map((delayMs) => delayMs / 1000);
  await sql`
    with failed as (
      update align_webhook_deliveries
      set attempts = attempts + 1,
        error = ${reason},
        outcome = null,
        due_at = now() + make_interval(secs => coalesce((${delaysSeconds}::float8[])[attempts + 1], 0)),
        status = case when attempts + 1 >= ${MAX_ATTEMPTS} then 'failed' else 'received' end
      where id = ${deliveryId} and status = 'received'
      returning id, due_at, status
    )
    select graphile_worker.add_job(
      'handle_delivery',
      json_build_object('deliveryId', id),
      run_at => due_at
    ) from failed where status = 'received'
  `.execute(database);
  return { kind: 'failed', reason };
}
