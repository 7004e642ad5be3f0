import type { TimeEntry } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { workDuration } from '../../wording/work-duration.ts';
import { DraftForm } from './draft-form.tsx';

interface DraftActionsProps {
  entry: TimeEntry;
  /** Says which entry is meant. */
  name: string;
}

/** What can be done with a draft: submit, change, delete. */
export function DraftActions({ entry, name }: DraftActionsProps) {
  const submit = useApiMutation('submitTimeEntry', ['listTimeEntries']);
  const remove = useApiMutation('deleteTimeEntry', ['listTimeEntries']);
  const params = { id: entry.id };
  return (
    <div className="space-y-3 border-t border-line px-4 py-3">
      {submit.error === null ? null : (
        <FailureNotice error={submit.error} title="The entry was not submitted" />
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          kind="primary"
          disabled={submit.isPending}
          onClick={() => submit.mutate({ params })}
          aria-label={`Submit: ${name}`}
        >
          Submit
        </Button>
        <FormDialog
          trigger="Edit"
          triggerLabel={`Edit: ${name}`}
          title="Edit a draft"
          description={<p>{entry.projectName}</p>}
        >
          {(close) => <DraftForm entry={entry} onSaved={close} />}
        </FormDialog>
        <ConfirmDialog
          trigger="Delete"
          triggerLabel={`Delete: ${name}`}
          title="Delete this draft?"
          confirmLabel="Delete the draft"
          onConfirm={() => remove.mutateAsync({ params })}
        >
          <p>
            {workDuration(entry.minutes)}, {name}. It is removed from Align as well.
          </p>
        </ConfirmDialog>
      </div>
    </div>
  );
}
