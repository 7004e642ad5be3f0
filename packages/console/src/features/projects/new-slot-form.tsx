import { routes } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { DataForm, type FormValues } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';

interface NewSlotFormProps {
  projectId: string;
  onSaved: () => void;
}

const messages = {
  title: 'Name the role.',
  hours: 'Enter whole hours, at least 1.',
  durationWeeks: 'Enter whole weeks, at least 1.',
};

export function NewSlotForm({ projectId, onSaved }: NewSlotFormProps) {
  const create = useApiMutation('createSlot', ['readProject']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.createSlot.body,
    messages,
    save: (body) => create.mutateAsync({ params: { id: projectId }, body }),
  });
  const save = async (values: FormValues) => {
    const body = {
      title: values['title'],
      hours: Number(values['hours']),
      durationWeeks: Number(values['durationWeeks']),
    };
    if (await submit(body)) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <TextField name="title" label="Title" maxLength={200} autoComplete="off" />
      <TextField name="hours" label="Hours" inputMode="numeric" autoComplete="off" />
      <TextField name="durationWeeks" label="Weeks" inputMode="numeric" autoComplete="off" />
      {error === undefined ? null : <FailureNotice error={error} title="The role was not added" />}
      <FormActions saveLabel="Add the role" busy={busy} />
    </DataForm>
  );
}
