import type { TimeEntry } from '@illumera/api-models';
import { Chip } from '../../ui/chip.tsx';
import { recordColumns } from '../../ui/records.tsx';
import { calendarDate } from '../../wording/exact-time.ts';
import { workDuration } from '../../wording/work-duration.ts';
import { EntityLink } from '../sync/entity-link.tsx';
import { SyncWords } from './sync-words.tsx';
import { timeEntryStatuses } from './time-entry-status.ts';

const helper = recordColumns<TimeEntry>();

export const timeEntryColumns = helper.columns([
  helper.accessor('workDate', {
    header: 'Work date',
    cell: ({ getValue }) => <span className="whitespace-nowrap">{calendarDate(getValue())}</span>,
  }),
  helper.accessor('personName', {
    header: 'Talent',
    cell: ({ getValue }) => <span className="font-semibold">{getValue()}</span>,
  }),
  helper.accessor('projectName', { header: 'Project' }),
  helper.accessor('minutes', {
    header: 'Time',
    cell: ({ getValue }) => <span className="whitespace-nowrap">{workDuration(getValue())}</span>,
  }),
  helper.accessor('status', {
    header: 'Status',
    cell: ({ row: { original } }) => (
      <>
        <Chip look={timeEntryStatuses[original.status]} />
        {original.isAdjustment ? <span className="mt-1 block text-xs text-muted">Adjustment</span> : null}
      </>
    ),
  }),
  helper.accessor('notes', {
    header: 'Notes',
    cell: ({ row: { original } }) => (
      <span className="block max-w-sm wrap-break-word">
        {original.notes ?? '–'}
        {original.rejectionReason === null ? null : (
          <span className="block text-bad-fg">Rejected: {original.rejectionReason}</span>
        )}
      </span>
    ),
  }),
  helper.accessor('syncStatus', {
    header: 'Align',
    cell: ({ row: { original } }) => (
      <EntityLink type="time_entry" id={original.id}>
        <SyncWords entry={original} />
      </EntityLink>
    ),
  }),
]);
