import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { LinkScope } from '../links/find-link.ts';
import { alignIdColumn, linkColumn } from '../links/link-columns.ts';

/**
 * Reads a time entry with the user whose hours it holds (entries name the person, links name the user), its link, and what
 * Align has of the things it needs.
 */
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
    .select([
      linkColumn(scope, 'time_entry', 'timeEntries.id').as('link'),
      alignIdColumn(scope, 'project', 'timeEntries.projectId').as('alignProjectId'),
      alignIdColumn(scope, 'user', 'personProfiles.userId').as('alignUserId'),
      sql<boolean>`exists (
        select from align_sync_outbox membership
        where membership.company_id = ${scope.companyId} and membership.entity_family = 'project_member'
          and membership.local_id = ${sql.ref('timeEntries.engagementId')} and membership.operation = 'upsert'
          and membership.status in ('pending', 'processing')
      )`.as('isMembershipOnItsWay'),
    ])
    .where('timeEntries.id', '=', timeEntryId)
    .where('timeEntries.companyId', '=', scope.companyId)
    .executeTakeFirst();
}

export type PushedTimeEntry = NonNullable<Awaited<ReturnType<typeof loadTimeEntry>>>;
