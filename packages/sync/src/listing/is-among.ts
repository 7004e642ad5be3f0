import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { given } from './given.ts';

interface Owned {
  id: string;
  tenantId: string;
  companyId?: string | undefined;
  projectId?: string | undefined;
  personId?: string | undefined;
}

/** Whether there is such a row, with all that is asked of it. */
export async function isAmong(
  database: Database,
  table: 'projects' | 'engagements' | 'alignConnections',
  row: Owned,
): Promise<boolean> {
  const conditions = Object.entries(given(row)).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (select from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}) as is_there
  `.execute(database);
  return rows[0]?.isThere ?? false;
}
