import { routes } from '@illumera/api-models';
import { Plug } from 'lucide-react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Button } from '../../ui/button.tsx';
import { DataForm, type FormValues } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';
import { connectingAdvice } from './connecting-advice.ts';

/** Connects the company by a key of its Align organization. */
export function ConnectForm({ companyId }: { companyId: string }) {
  const connect = useApiMutation('connectAlign', ['listConnections']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.connectAlign.body,
    messages: { apiKey: 'Paste the whole key.' },
    save: (body) => connect.mutateAsync({ body }),
  });
  const save = async (values: FormValues) => {
    await submit({ companyId, apiKey: values['apiKey'] });
  };
  return (
    <section
      aria-labelledby="connect"
      className="grid gap-8 rounded-lg border border-line border-t-3 border-t-lamp bg-surface p-5 sm:p-6 lg:grid-cols-2"
    >
      <div className="space-y-3">
        <h2 id="connect" className="font-display text-xl font-semibold">
          Connect to Align
        </h2>
        <ol className="list-decimal space-y-1.5 pl-5 text-sm text-muted">
          <li>In Align, open Admin, then Developer Keys, and choose Create Key.</li>
          <li>Set the scope to Organization. Keys of a single project are refused.</li>
          <li>Copy the key, which Align shows only once, and paste it here.</li>
        </ol>
        <p className="text-sm text-muted">
          The key is checked with Align, then kept encrypted. Only its last four characters are ever shown.
        </p>
      </div>
      <DataForm errors={errors} onSave={save}>
        <TextField
          name="apiKey"
          label="Align API key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          hint="Organization scope"
        />
        {error === undefined ? null : (
          <FailureNotice error={error} title="The company was not connected">
            <p>{connectingAdvice(error)}</p>
          </FailureNotice>
        )}
        <div>
          <Button type="submit" kind="primary" disabled={busy}>
            <Plug aria-hidden className="size-4" />
            {busy ? 'Connecting…' : 'Connect'}
          </Button>
        </div>
      </DataForm>
    </section>
  );
}
