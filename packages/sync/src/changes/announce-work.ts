import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { announceChanges, type Change } from './announce-changes.ts';
import type { Topic } from './topics.ts';

/** What a job was about. */
export interface Work {
  connectionId?: string | undefined;
  deliveryId?: string | undefined;
  topics: readonly Topic[];
}

/** Tells what pages of whom to refresh after jobs have been done. */
export async function announceWork(database: Database, works: readonly Work[]): Promise<void> {
  const { rows } = await sql<Change>`
    select connection.tenant_id, connection.company_id, json_agg(distinct topic) as topics
    from jsonb_to_recordset(${JSON.stringify(works)}::jsonb) as work ("connectionId" text, "deliveryId" text, topics jsonb)
    left join align_webhook_deliveries delivery on delivery.id = work."deliveryId"
    join align_connections connection on connection.id = coalesce(work."connectionId", delivery.connection_id)
    cross join jsonb_array_elements_text(work.topics) topic
    group by 1, 2
  `.execute(database);
  if (rows.length > 0) await announceChanges(database, rows);
}
