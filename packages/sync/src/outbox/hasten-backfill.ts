import type { ExternalType } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';

/**
 * Lets what a backfill has queued for an entity go with what people do, because something of theirs goes after it: another
 * change of the entity, or a thing that needs it at Align.
 */
export function hastenBackfill(
  companyId: string,
  entity: { type: ExternalType; id: string },
): RawBuilder<unknown> {
  return sql`
    update align_sync_outbox set lane = 'live'
    where company_id = ${companyId} and entity_family = ${entity.type} and local_id = ${entity.id}
      and status = 'pending' and lane = 'backfill'
  `;
}
