import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';

export interface FamilyMember {
  id: string;
  status: TimeEntryStatus;
  isAdjustment: boolean;
}

/**
 * Reads an entry's original with all adjustments of it and of theirs, deleted ones excluded, and holds the original's row
 * until the transaction ends, so that of two adjustments made at once the second sees the first.
 */
export async function lockEntryFamily(database: Database, entryId: string): Promise<FamilyMember[]> {
  const original = await sql<{ id: string }>`
    with recursive ancestors as (
      select id, adjusts_entry_id from time_entries where id = ${entryId}
      union
      select parent.id, parent.adjusts_entry_id
      from time_entries parent join ancestors child on parent.id = child.adjusts_entry_id
    )
    select id from time_entries
    where id = (select id from ancestors where adjusts_entry_id is null)
    for update
  `.execute(database);
  const { rows } = await sql<FamilyMember>`
    with recursive family as (
      select id, status, is_adjustment, deleted_at from time_entries where id = ${original.rows[0]?.id}
      union
      select child.id, child.status, child.is_adjustment, child.deleted_at
      from time_entries child join family parent on child.adjusts_entry_id = parent.id
    )
    select id, status, is_adjustment from family where deleted_at is null
  `.execute(database);
  return rows;
}
