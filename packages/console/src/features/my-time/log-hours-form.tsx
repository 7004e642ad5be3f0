import { type Engagement, routes } from '@illumera/api-models';
import { Fragment, useState } from 'react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Button } from '../../ui/button.tsx';
import { DataForm, type FormValues, optionalText } from '../../ui/data-form.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmission } from '../../ui/use-submission.ts';
import { today } from '../../wording/exact-time.ts';
import { readWorkDuration } from '../../wording/work-duration.ts';
import { MinutesField } from './minutes-field.tsx';
import { NotesField } from './notes-field.tsx';

const messages = {
  engagementId: 'Choose an engagement.',
  workDate: 'Choose a date.',
  minutes: MinutesField.message,
};

interface LogHoursFormProps {
  engagements: readonly Engagement[];
  onSaved?: () => void;
}

/** Logs hours as a draft. */
export function LogHoursForm({ engagements, onSaved }: LogHoursFormProps) {
  const create = useApiMutation('createTimeEntry', ['listTimeEntries']);
  // How many drafts were saved: fresh controls for each.
  const [saved, setSaved] = useState(0);
  const [date] = useState(() => today(new Date()));
  const { busy, error, errors, submit } = useSubmission({
    model: routes.createTimeEntry.body,
    messages,
    save: (body) => create.mutateAsync({ body }),
  });
  const save = async (values: FormValues) => {
    const { engagementId, workDate } = values;
    const minutes = readWorkDuration(values['minutes']);
    const body = { engagementId, workDate, minutes, ...optionalText('notes', values) };
    if (!(await submit(body))) return;
    setSaved(saved + 1);
    onSaved?.();
  };
  return (
    <DataForm errors={errors} onSave={save}>
      <Fragment key={saved}>
        <SelectField
          name="engagementId"
          label="Engagement"
          options={engagements.map(({ id, projectName }) => ({ value: id, label: projectName }))}
        />
        <TextField name="workDate" label="Work date" type="date" defaultValue={date} />
        <MinutesField />
        <NotesField />
      </Fragment>
      {error === undefined ? null : <FailureNotice error={error} title="The hours were not saved" />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" disabled={busy}>
          Save as draft
        </Button>
        <output className="text-sm text-muted">
          {saved === 0 ? 'You submit it afterwards.' : 'Saved as a draft.'}
        </output>
      </div>
    </DataForm>
  );
}
