import type { Database } from '@illumera/schema';
import { lastEntry } from './plan/entries.ts';

/** Whether a former run brought the demo to its end: nothing can be done to an invoiced entry afterwards. */
export async function isComplete(database: Database, tenantId: string): Promise<boolean> {
  const found = await database
    .selectFrom('timeEntries')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('notes', '=', lastEntry.notes)
    .where('status', '=', lastEntry.state)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
