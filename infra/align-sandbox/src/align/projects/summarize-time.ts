import type { Sandbox } from '../../sandbox.ts';
import { TIME_ENTRY_STATUSES, type TimeEntryRow, type TimeEntryStatus } from '../../store/rows.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { shownStatus } from '../time-entries/shown-status.ts';
import { hoursText } from '../hours.ts';
import { findProject } from './find-project.ts';

type Question = { id: string; status: TimeEntryStatus | undefined };

/** S1 `GET /projects/:id/time-summary`: totals of the entries with the status asked for, or of all. */
export function summarizeTime(sandbox: Sandbox, caller: Caller, { id, status }: Question): Answer {
  if (findProject(sandbox, caller, id) === undefined) return notFound('The project');
  const chosen = sandbox.switches.get('approvedStatus');
  const entries = sandbox.store.timeEntries
    .find({ projectId: id })
    .map((entry) => ({ ...entry, status: shownStatus(chosen, entry.status) }))
    .filter((entry) => status === undefined || entry.status === status);
  const totalMinutes = sumMinutes(entries);
  return ok({
    projectId: id,
    totalMinutes,
    totalHours: hoursText(totalMinutes),
    billableMinutes: sumMinutes(entries.filter((entry) => entry.billable)),
    byStatus: Object.fromEntries(
      TIME_ENTRY_STATUSES.map((each) => [each, sumMinutes(entries.filter((entry) => entry.status === each))]),
    ),
    byUser: [...new Set(entries.map((entry) => entry.userId))].map((userId) => ({
      userId,
      totalMinutes: sumMinutes(entries.filter((entry) => entry.userId === userId)),
    })),
  });
}

function sumMinutes(entries: readonly TimeEntryRow[]): number {
  return entries.reduce((total, entry) => total + entry.minutes, 0);
}
