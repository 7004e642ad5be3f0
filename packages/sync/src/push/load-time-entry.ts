import type { Database } from '@illumera/schema';
import type { LinkScope } from '../links/find-link.ts';

/** Reads a time entry with the user whose hours it holds; entries name the person, links name the user. */
export async function loadTimeEntry(database: Database, scope: LinkScope, timeEntryId: string) {
  return database
    .selectFrom('timeEntries')
    .innerJoin('personProfiles', 'personProfiles.id', 'timeEntries.personId')
    .select([
      'timeEntries.id',
      'timeEntries.projectId',
      'timeEntries.engagementId',
      'timeEntries.workDate',
      'timeEntries.minutes',
      'timeEntries.notes',
      'timeEntries.status',
      'timeEntries.deletedAt',
      'personProfiles.userId',
    ])
    .where('timeEntries.id', '=', timeEntryId)
    .where('timeEntries.companyId', '=', scope.companyId)
    .executeTakeFirst();
}

export type PushedTimeEntry = NonNullable<Awaited<ReturnType<typeof loadTimeEntry>>>;
