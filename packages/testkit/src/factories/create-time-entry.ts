import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type TimeEntry = DB['timeEntries'];

/** A draft of two hours on the given engagement; `values` replaces any column. */
export function createTimeEntry(
  database: Database,
  engagement: Selectable<DB['engagements']>,
  values: Partial<Insertable<TimeEntry>> = {},
): Promise<Selectable<TimeEntry>> {
  return insertRow(database, 'timeEntries', {
    id: v7(),
    tenantId: engagement.tenantId,
    companyId: engagement.companyId,
    projectId: engagement.projectId,
    engagementId: engagement.id,
    personId: engagement.personId,
    workDate: '2026-03-02',
    minutes: 120,
    notes: 'Calibrated the gripper',
    ...values,
  });
}
