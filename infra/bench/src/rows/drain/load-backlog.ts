import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { connectCompanies } from '../../database/connect-companies.ts';
import { createLinkedEngagement, loadEntries } from '../../database/load-entries.ts';

export interface Backlog {
  keys: number;
  callsPerKey: number;
  alignBaseUrl: string;
}

/** For each of so many connections, entries to be created and submitted. */
export async function loadBacklog(
  database: Database,
  { keys, callsPerKey, alignBaseUrl }: Backlog,
): Promise<void> {
  for (const company of await connectCompanies(database, keys)) {
    const engagement = await createLinkedEngagement(database, company, alignBaseUrl);
    const { connectionId } = company;
    await loadEntries(database, engagement, { count: Math.ceil(callsPerKey / 2), connectionId });
  }
  await sql`analyze`.execute(database);
}
