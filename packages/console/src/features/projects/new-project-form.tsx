import { routes } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { useMe } from '../../console/use-me.ts';
import { DataForm, type FormValues, optionalText } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';

export function NewProjectForm({ onSaved }: { onSaved: () => void }) {
  const { companyId } = useMe();
  const create = useApiMutation('createProject', ['listProjects']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.createProject.body,
    messages: { name: 'Name the project.' },
    save: (body) => create.mutateAsync({ body }),
  });
  const save = async (values: FormValues) => {
    const body = { companyId, name: values['name'], ...optionalText('description', values) };
    if (await submit(body)) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <TextField name="name" label="Name" maxLength={200} autoComplete="off" />
      <TextField name="description" label="Description" render={<textarea rows={4} />} />
      {error === undefined ? null : <FailureNotice error={error} title="The project was not created" />}
      <FormActions saveLabel="Create" busy={busy} />
    </DataForm>
  );
}
