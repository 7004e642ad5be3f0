import type { ExternalType } from '@illumera/schema';

/** How many entities there were of each kind when the backfill began. */
export type Planned = Record<ExternalType, number>;

/** What a backfill's row tells. */
export const backfillColumns = [
  'id',
  'companyId',
  'connectionId',
  'plannedProjects',
  'plannedUsers',
  'plannedProjectMembers',
  'plannedTimeEntries',
  'plannedWikiPages',
  'requestedBy',
  'createdAt',
] as const;

interface PlannedColumns {
  plannedProjects: number;
  plannedUsers: number;
  plannedProjectMembers: number;
  plannedTimeEntries: number;
  plannedWikiPages: number;
}

/** Names a backfill's counts by the kinds of entities. */
export function plannedOf(columns: PlannedColumns): Planned {
  return {
    project: columns.plannedProjects,
    user: columns.plannedUsers,
    project_member: columns.plannedProjectMembers,
    time_entry: columns.plannedTimeEntries,
    wiki_page: columns.plannedWikiPages,
  };
}
