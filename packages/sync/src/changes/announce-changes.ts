import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { CHANGES_CHANNEL, type Topic } from './topics.ts';

export interface Change {
  tenantId: string;
  /** Null for what belongs to no one company. */
  companyId: string | null;
  topics: readonly Topic[];
}

/**
 * Tells every process that listens what pages of whom to refresh, and nothing of what has changed. It is said after the
 * change is committed and in no transaction of it, since Postgres lets transactions that notify commit one at a time only.
 */
export async function announceChanges(database: Database, changes: readonly Change[]): Promise<void> {
  await sql`
    select pg_notify(${CHANGES_CHANNEL}, change::text) from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) change
  `.execute(database);
}
