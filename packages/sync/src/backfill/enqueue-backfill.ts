import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { PredatingEntity } from './predating.ts';

/** So many intents are written by one statement. */
const BATCH = 1_000;

export interface BackfilledCompany {
  tenantId: string;
  companyId: string;
  backfillId: string;
}

/** Records that these entities are to reach Align, in this order, after everything that people do meanwhile. */
export async function enqueueBackfill(
  transaction: Database,
  { tenantId, companyId, backfillId }: BackfilledCompany,
  entities: readonly PredatingEntity[],
): Promise<void> {
  for (let start = 0; start < entities.length; start += BATCH) {
    const batch = entities.slice(start, start + BATCH);
    await sql`
      insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, lane, backfill_id)
      select intent.id, ${tenantId}, ${companyId}, entity_type, local_id, 'upsert', 'backfill', ${backfillId}
      from unnest(
        ${batch.map(() => uuid())}::text[],
        ${batch.map(({ entityType }) => entityType)}::text[],
        ${batch.map(({ localId }) => localId)}::text[]
      ) with ordinality as intent (id, entity_type, local_id, position)
      order by position
    `.execute(transaction);
  }
}
