import type { TimeEntry } from '@illumera/api-models';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { calendarDate } from '../../wording/exact-time.ts';
import { workDuration } from '../../wording/work-duration.ts';
import { CorrectionForm } from './correction-form.tsx';

interface RejectionProps {
  entry: TimeEntry;
  /** Says which entry is meant. */
  name: string;
  /** The entry that already replaces it, if any is known. */
  adjustment: TimeEntry | undefined;
}

/** Why the company sent an entry back, and the way to correct it. */
export function Rejection({ entry, name, adjustment }: RejectionProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-b-lg bg-bad-bg px-4 py-3 text-bad-fg">
      <p className="min-w-0 flex-1 basis-64 wrap-break-word">
        <span className="block text-sm font-semibold">Reason for the rejection</span>
        {entry.rejectionReason ?? 'The company gave no reason.'}
      </p>
      {adjustment === undefined ? (
        <FormDialog
          trigger="Correct it"
          triggerKind="primary"
          triggerLabel={`Correct it: ${name}`}
          title="Correct a rejected entry"
          description={
            <>
              <p>
                {workDuration(entry.minutes)} on {calendarDate(entry.workDate)}, {entry.projectName}, was
                rejected: {entry.rejectionReason ?? 'no reason was given'}
              </p>
              <p>
                The correction is a new draft that replaces this entry. You can look it over before
                submitting.
              </p>
            </>
          }
        >
          {(close) => <CorrectionForm entry={entry} onSaved={close} />}
        </FormDialog>
      ) : (
        <p className="text-sm font-semibold">
          Replaced by an adjustment of {workDuration(adjustment.minutes)}
        </p>
      )}
    </div>
  );
}
