import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { lockAlignNames } from '../../links/lock-link.ts';

/**
 * Holds linked entries and their names until the transaction ends, so that nobody changes them, adjusts them or writes their
 * links meanwhile.
 * @returns those that nothing else bears on: no adjustment, and no deletion or submission that Align told of
 */
export async function holdEntries(
  transaction: Database,
  companyId: string,
  entries: readonly { id: string; alignId: string }[],
): Promise<Set<string>> {
  await lockAlignNames(
    transaction,
    companyId,
    entries.map(({ alignId }) => alignId),
  );
  const ids = entries.map(({ id }) => id);
  await sql`
    select from time_entries where id = any(${ids}::text[]) order by id for update
  `.execute(transaction);
  // What was written before the rows were held is seen by a statement of its own only.
  const { rows } = await sql<{ id: string }>`
    select entry.id from time_entries entry
    join unnest(${ids}::text[], ${entries.map(({ alignId }) => alignId)}::text[]) as held (id, align_id) using (id)
    where entry.adjusts_entry_id is null
      and not exists (select from time_entries adjustment where adjustment.adjusts_entry_id = entry.id)
      and not exists (
        select from align_webhook_deliveries delivery
        where delivery.company_id = ${companyId} and delivery.entity_id = held.align_id
          and delivery.event_name in ('time.deleted', 'time.submitted')
      )
  `.execute(transaction);
  return new Set(rows.map(({ id }) => id));
}
