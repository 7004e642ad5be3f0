import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/**
 * Whether something of an entity is on its way to Align or has failed on it. The sides are bound to differ then, so that
 * nothing is said of the difference and nothing done about it.
 */
export function isUnsettled(
  run: Pick<HeldRun, 'companyId'>,
  entity: { type: RawBuilder<unknown>; id: RawBuilder<unknown> },
): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select from align_sync_outbox intent
    where intent.company_id = ${run.companyId} and intent.entity_family = ${entity.type}
      and intent.local_id = ${entity.id} and intent.status in ('pending', 'processing', 'failed')
  )`;
}
