import { routes, type TimeEntry } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { DataForm, type FormValues } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';
import { readWorkDuration } from '../../wording/work-duration.ts';
import { MinutesField } from './minutes-field.tsx';
import { NotesField } from './notes-field.tsx';

interface DraftFormProps {
  entry: TimeEntry;
  onSaved: () => void;
}

/** Changes a draft. */
export function DraftForm({ entry, onSaved }: DraftFormProps) {
  const update = useApiMutation('updateTimeEntry', ['listTimeEntries']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.updateTimeEntry.body,
    messages: { minutes: MinutesField.message, workDate: 'Choose a date.' },
    save: (body) => update.mutateAsync({ params: { id: entry.id }, body }),
  });
  const save = async (values: FormValues) => {
    const body = {
      workDate: values['workDate'],
      minutes: readWorkDuration(values['minutes']) ?? null,
      notes: values['notes'] || null,
    };
    if (await submit(body)) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <TextField name="workDate" label="Work date" type="date" defaultValue={entry.workDate} />
      <MinutesField initial={entry.minutes} />
      <NotesField initial={entry.notes} />
      {error === undefined ? null : <FailureNotice error={error} title="The draft was not saved" />}
      <FormActions saveLabel="Save" busy={busy} />
    </DataForm>
  );
}
