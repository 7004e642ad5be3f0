import { routes } from '@illumera/api-models';
import { useApiMutation } from '../../../console/use-api-mutation.ts';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { useMe } from '../../../console/use-me.ts';
import { DataForm, type FormValues } from '../../../ui/data-form.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormActions } from '../../../ui/form-actions.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { useSubmission } from '../../../ui/use-submission.ts';
import { RunsUnderWay } from './runs-under-way.tsx';

const scopes = [
  { value: 'time_entries', label: 'Time entries, as every hour' },
  { value: 'nightly', label: 'Everything, as every night' },
] as const;

/** Compares a company with Align without waiting for the clock, as long as its connection is active. */
export function CompareNow({ companyId }: { companyId: string | undefined }) {
  const me = useMe();
  const company = companyId ?? me.companyId ?? undefined;
  if (company === undefined) {
    return <p className="text-sm text-muted">To compare now, choose a company.</p>;
  }
  return <CompareCompany companyId={company} />;
}

function CompareCompany({ companyId }: { companyId: string }) {
  const { data, error } = useLiveQuery('listConnections', { query: { companyId, limit: 200 } });
  if (data === undefined) {
    return error === null ? null : <FailureNotice error={error} title="The connection cannot be read" />;
  }
  const connection = data.data.find(({ status }) => status === 'active');
  if (connection === undefined) {
    return <p className="text-sm text-muted">Nothing can be compared while no connection is active.</p>;
  }
  return (
    <div className="flex flex-wrap items-center gap-y-2">
      <RunsUnderWay companyId={companyId} />
      <FormDialog
        trigger="Compare now…"
        triggerLabel="Compare now"
        title="Compare with Align now?"
        description={<p>What no event has told is put right. What cannot be is listed as a discrepancy.</p>}
      >
        {(close) => <ScopeForm connectionId={connection.id} onStarted={close} />}
      </FormDialog>
    </div>
  );
}

function ScopeForm({ connectionId, onStarted }: { connectionId: string; onStarted: () => void }) {
  const compare = useApiMutation('reconcile', ['listRuns']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.reconcile.body,
    messages: {},
    save: (body) => compare.mutateAsync({ body }),
  });
  const start = async ({ scope }: FormValues) => {
    if (await submit({ connectionId, scope })) onStarted();
  };
  return (
    <DataForm errors={errors} onSave={start}>
      <SelectField name="scope" label="What to compare" options={scopes} />
      {error === undefined ? null : <FailureNotice error={error} title="The comparison was not begun" />}
      <FormActions saveLabel="Compare" busy={busy} />
    </DataForm>
  );
}
