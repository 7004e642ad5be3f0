import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryRow } from '../../store/rows.ts';
import { shownStatus } from './shown-status.ts';
import { hoursText } from '../hours.ts';

/** S1 "Align TimeEntry shape". */
export function timeEntryShape({ switches }: Pick<Sandbox, 'switches'>, entry: TimeEntryRow) {
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
    status: shownStatus(switches.get('approvedStatus'), entry.status),
    createdAt: entry.createdAt,
  };
}
