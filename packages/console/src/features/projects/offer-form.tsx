import { routes } from '@illumera/api-models';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../console/api-query.ts';
import { useConsole } from '../../console/console-context.tsx';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { DataForm, type FormValues } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';

interface OfferFormProps {
  projectId: string;
  onSaved: () => void;
}

export function OfferForm({ projectId, onSaved }: OfferFormProps) {
  const { api } = useConsole();
  const people = useQuery(apiQuery(api, 'listPeople', { query: { limit: 200 } }));
  const offer = useApiMutation('createEngagement', ['listEngagements']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.createEngagement.body,
    messages: { personId: 'Choose a person.' },
    save: (body) => offer.mutateAsync({ body }),
  });
  const save = async (values: FormValues) => {
    if (await submit({ projectId, personId: values['personId'] })) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <SelectField
        name="personId"
        label="Person"
        options={(people.data?.data ?? []).map(({ id, name, email }) => ({
          value: id,
          label: `${name} (${email})`,
        }))}
      />
      {people.error === null ? null : (
        <FailureNotice error={people.error} title="The people cannot be read" />
      )}
      {error === undefined ? null : <FailureNotice error={error} title="The offer was not made" />}
      <FormActions saveLabel="Offer" busy={busy} />
    </DataForm>
  );
}
