import type { TimeEntryRow } from '../../store/rows.ts';
import { hoursText } from '../hours.ts';

/** S1 "Align TimeEntry shape". */
export function timeEntryShape(entry: TimeEntryRow) {
  const { id, organizationId, projectId, userId, workDate, minutes, description } = entry;
  return {
    id,
    organizationId,
    projectId,
    userId,
    workDate,
    hours: hoursText(minutes),
    minutes,
    description,
    billable: entry.billable,
    status: entry.status,
    createdAt: entry.createdAt,
  };
}
