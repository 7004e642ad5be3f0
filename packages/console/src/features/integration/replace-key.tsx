import { routes } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { DataForm, type FormValues } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';
import { connectingAdvice } from './connecting-advice.ts';

interface ReplaceKeyProps {
  connectionId: string;
  /** What the button is called where there are several. */
  label: string;
}

/** Gives the connection another key of the same organization; nothing is missed meanwhile. */
export function ReplaceKey({ connectionId, label }: ReplaceKeyProps) {
  return (
    <FormDialog
      trigger="Replace the key"
      triggerLabel={label}
      title="Replace the Align API key"
      description={
        <p>
          The new key must belong to the same Align organization. It is checked with Align before it takes the
          place of the present one, and what waits for a key goes on at once.
        </p>
      }
    >
      {(close) => <KeyForm connectionId={connectionId} onSaved={close} />}
    </FormDialog>
  );
}

function KeyForm({ connectionId, onSaved }: { connectionId: string; onSaved: () => void }) {
  const update = useApiMutation('updateConnection', ['listConnections']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.updateConnection.body.required({ apiKey: true }),
    messages: { apiKey: 'Paste the whole key.' },
    save: (body) => update.mutateAsync({ params: { id: connectionId }, body }),
  });
  const save = async (values: FormValues) => {
    if (await submit({ apiKey: values['apiKey'] })) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <TextField
        name="apiKey"
        label="New Align API key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        hint="Organization scope"
      />
      {error === undefined ? null : (
        <FailureNotice error={error} title="The key was not replaced">
          <p>{connectingAdvice(error)}</p>
        </FailureNotice>
      )}
      <FormActions saveLabel={busy ? 'Checking…' : 'Replace'} busy={busy} />
    </DataForm>
  );
}
