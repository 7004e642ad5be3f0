import { routes, type TimeEntry } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { DataForm, type FormValues, optionalText } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { useSubmission } from '../../ui/use-submission.ts';
import { readWorkDuration } from '../../wording/work-duration.ts';
import { MinutesField } from './minutes-field.tsx';
import { NotesField } from './notes-field.tsx';

interface CorrectionFormProps {
  entry: TimeEntry;
  onSaved: () => void;
}

/** Replaces a rejected entry by a corrected draft. */
export function CorrectionForm({ entry, onSaved }: CorrectionFormProps) {
  const adjust = useApiMutation('adjustTimeEntry', ['listTimeEntries']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.adjustTimeEntry.body,
    messages: { minutes: MinutesField.message },
    save: (body) => adjust.mutateAsync({ params: { id: entry.id }, body }),
  });
  const save = async (values: FormValues) => {
    const minutes = readWorkDuration(values['minutes']);
    if (await submit({ minutes, ...optionalText('notes', values) })) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <MinutesField initial={entry.minutes} />
      <NotesField initial={entry.notes} />
      {error === undefined ? null : <FailureNotice error={error} title="The correction was not saved" />}
      <FormActions saveLabel="Save the correction" busy={busy} />
    </DataForm>
  );
}
