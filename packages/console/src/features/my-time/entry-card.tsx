import type { TimeEntry } from '@illumera/api-models';
import { CornerDownRight } from 'lucide-react';
import { Chip } from '../../ui/chip.tsx';
import { adjustmentOf, relatedEntries } from '../../wording/adjustment.ts';
import { calendarDate } from '../../wording/exact-time.ts';
import { workDuration } from '../../wording/work-duration.ts';
import { SyncWords } from '../time-entries/sync-words.tsx';
import { timeEntryStatuses } from '../time-entries/time-entry-status.ts';
import { DraftActions } from './draft-actions.tsx';
import { Rejection } from './rejection.tsx';

interface EntryCardProps {
  entry: TimeEntry;
  /** The entries shown with it, among which its original or its correction may be. */
  entries: readonly TimeEntry[];
}

/** One entry: what was done, where it stands, and what can be done about it. */
export function EntryCard({ entry, entries }: EntryCardProps) {
  const { original, adjustment } = relatedEntries(entry, entries);
  const name = `${calendarDate(entry.workDate)}, ${entry.projectName}`;
  return (
    <li aria-label={name} className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 p-4">
        <div className="min-w-0 flex-1 basis-64 space-y-1">
          {entry.isAdjustment ? (
            <p className="flex items-center gap-1.5 text-sm font-semibold text-brand">
              <CornerDownRight aria-hidden className="size-4 shrink-0" />
              {adjustmentOf(original)}
            </p>
          ) : null}
          <p className="text-sm text-muted">{calendarDate(entry.workDate)}</p>
          <p className="font-semibold wrap-break-word">{entry.projectName}</p>
          {entry.notes === null ? null : <p className="text-sm wrap-break-word">{entry.notes}</p>}
          <SyncWords entry={entry} />
        </div>
        <div className="flex w-full flex-row-reverse items-center justify-between gap-2 sm:w-auto sm:flex-col sm:items-end">
          <p className="font-display text-2xl leading-none font-semibold whitespace-nowrap">
            {workDuration(entry.minutes)}
          </p>
          <Chip look={timeEntryStatuses[entry.status]} />
        </div>
      </div>
      {entry.status === 'rejected' ? <Rejection entry={entry} name={name} adjustment={adjustment} /> : null}
      {entry.status === 'draft' ? <DraftActions entry={entry} name={name} /> : null}
    </li>
  );
}
