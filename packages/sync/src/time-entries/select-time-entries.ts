import type { Database } from '@illumera/schema';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { rowScope } from '../people/row-scope.ts';

/** Entries as callers see them, deleted ones excluded, whoever's they are. */
export function presentTimeEntries(database: Database) {
  return database
    .selectFrom('timeEntries')
    .innerJoin('projects', 'projects.id', 'timeEntries.projectId')
    .innerJoin('personProfiles', 'personProfiles.id', 'timeEntries.personId')
    .innerJoin('users', 'users.id', 'personProfiles.userId')
    .select([
      'timeEntries.id',
      'timeEntries.companyId',
      'timeEntries.projectId',
      'projects.name as projectName',
      'timeEntries.engagementId',
      'timeEntries.personId',
      'users.name as personName',
      'timeEntries.workDate',
      'timeEntries.minutes',
      'timeEntries.notes',
      'timeEntries.status',
      'timeEntries.rejectionReason',
      'timeEntries.source',
      'timeEntries.syncStatus',
      'timeEntries.syncError',
      'timeEntries.isAdjustment',
      'timeEntries.adjustsEntryId',
      'timeEntries.createdAt',
      'timeEntries.updatedAt',
    ])
    .where('timeEntries.deletedAt', 'is', null);
}

/** The entries that an actor may see. */
export function selectTimeEntries(database: Database, actor: Actor) {
  const { tenantId, companyId, personId } = rowScope(actor);
  return presentTimeEntries(database).where((where) =>
    where.and(
      given({
        'timeEntries.tenantId': tenantId,
        'timeEntries.companyId': companyId,
        'timeEntries.personId': personId,
      }),
    ),
  );
}
