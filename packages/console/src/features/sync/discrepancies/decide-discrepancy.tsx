import { type Discrepancy, routes } from '@illumera/api-models';
import { useApiMutation } from '../../../console/use-api-mutation.ts';
import { DataForm, type FormValues } from '../../../ui/data-form.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormActions } from '../../../ui/form-actions.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useSubmission } from '../../../ui/use-submission.ts';
import { discrepancyValue } from './discrepancy-value.ts';

const states = [
  { value: 'acknowledged', label: 'Acknowledged: somebody looks into it' },
  { value: 'ignored', label: 'Ignored: it is as it should be' },
  { value: 'resolved', label: 'Resolved: both sides agree again' },
] as const;

/** Says what people make of a difference, and why; a resolved one stays as it is. */
export function DecideDiscrepancy({ discrepancy }: { discrepancy: Discrepancy }) {
  if (discrepancy.state === 'resolved') return null;
  return (
    <FormDialog
      trigger="Decide…"
      triggerLabel={`Decide about ${discrepancy.field} ${discrepancy.externalId ?? discrepancy.projectId ?? ''}`}
      title="Decide about this difference"
      description={
        <>
          <BothValues discrepancy={discrepancy} />
          <p>Who decides, when and why is kept. Neither side is changed by it.</p>
        </>
      }
    >
      {(close) => <DecisionForm id={discrepancy.id} onSaved={close} />}
    </FormDialog>
  );
}

function BothValues({ discrepancy: { field, illumeraValue, alignValue } }: { discrepancy: Discrepancy }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 rounded-md bg-sunken p-3 text-ink sm:grid-cols-2">
      <Fact term="Field" wide>
        {field}
      </Fact>
      <Fact term="Illumera value">{discrepancyValue(field, illumeraValue)}</Fact>
      <Fact term="Align value">{discrepancyValue(field, alignValue)}</Fact>
    </dl>
  );
}

function DecisionForm({ id, onSaved }: { id: string; onSaved: () => void }) {
  const change = useApiMutation('changeDiscrepancy', ['listDiscrepancies', 'summarizeSync']);
  const { busy, error, errors, submit } = useSubmission({
    model: routes.changeDiscrepancy.body,
    messages: { note: 'Say why, in up to 2,000 characters.' },
    save: (body) => change.mutateAsync({ params: { id }, body }),
  });
  const save = async ({ state, note }: FormValues) => {
    if (await submit({ state, note })) onSaved();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <SelectField name="state" label="State" options={states} />
      <TextField name="note" label="Note" hint="Why, for whoever looks at it next" />
      {error === undefined ? null : <FailureNotice error={error} title="It was not saved" />}
      <FormActions saveLabel="Save" busy={busy} />
    </DataForm>
  );
}
