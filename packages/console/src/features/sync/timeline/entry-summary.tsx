import type { TimeEntry } from '@illumera/api-models';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { calendarDate } from '../../../wording/exact-time.ts';
import { workDuration } from '../../../wording/work-duration.ts';
import { timeEntryStatuses } from '../../time-entries/time-entry-status.ts';

const nextSteps = {
  draft: 'The talent may still change it, and submits it.',
  submitted: 'Somebody approves or rejects it in Align.',
  approved: 'Align locks it for invoicing.',
  rejected: 'The talent replaces it by an adjustment.',
  locked: 'Align invoices it.',
  invoiced: 'Nothing: it is final.',
} satisfies Record<TimeEntry['status'], string>;

/** Whose hours they are, and what has been decided about them. */
export function EntrySummary({ entryId }: { entryId: string }) {
  const { data: entry, error } = useLiveQuery('readTimeEntry', { params: { id: entryId } });
  if (error !== null) return <FailureNotice error={error} title="The entry cannot be read" />;
  if (entry === undefined) return null;
  return (
    <dl className="grid gap-x-8 gap-y-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-3 lg:grid-cols-5">
      <Fact term="Talent">{entry.personName}</Fact>
      <Fact term="Project">{entry.projectName}</Fact>
      <Fact term="Work date">{calendarDate(entry.workDate)}</Fact>
      <Fact term="Time">{workDuration(entry.minutes)}</Fact>
      <Fact term="Status">
        <Chip look={timeEntryStatuses[entry.status]} />
      </Fact>
      <Fact term="What comes next" wide>
        {nextSteps[entry.status]}
      </Fact>
      {entry.rejectionReason === null ? null : (
        <Fact term="Why it was rejected" wide>
          {entry.rejectionReason}
        </Fact>
      )}
    </dl>
  );
}
