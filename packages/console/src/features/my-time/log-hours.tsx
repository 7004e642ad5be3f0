import type { Engagement } from '@illumera/api-models';
import type { UseQueryResult } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useWide } from '../../ui/use-wide.ts';
import { LogHoursForm } from './log-hours-form.tsx';

interface LogHoursProps {
  engagements: Pick<UseQueryResult<{ data: Engagement[] }>, 'data' | 'error'>;
}

/** The place to log hours: beside the entries where there is room, else behind a button. */
export function LogHours({ engagements: { data, error } }: LogHoursProps) {
  const wide = useWide();
  const accepted = data?.data.filter(({ status }) => status === 'accepted') ?? [];
  if (error !== null) return <FailureNotice error={error} title="Your engagements cannot be read" />;
  if (data !== undefined && accepted.length === 0) return <NothingAccepted />;
  if (wide) return <LogHoursPanel engagements={accepted} />;
  return (
    <FormDialog
      trigger={
        <>
          <Plus aria-hidden className="size-4" />
          Log hours
        </>
      }
      triggerKind="primary"
      title="Log hours"
      description={<p>They are saved as a draft, which you submit afterwards.</p>}
    >
      {(close) => <LogHoursForm engagements={accepted} onSaved={close} />}
    </FormDialog>
  );
}

function LogHoursPanel({ engagements }: { engagements: readonly Engagement[] }) {
  return (
    <section
      aria-labelledby="log-hours"
      className="space-y-4 rounded-lg border border-line border-t-3 border-t-lamp bg-surface p-5"
    >
      <h2 id="log-hours" className="font-display text-xl font-semibold">
        Log hours
      </h2>
      <LogHoursForm engagements={engagements} />
    </section>
  );
}

function NothingAccepted() {
  return (
    <p className="rounded-lg border border-dashed border-edge p-5 text-sm text-muted">
      Hours are logged on an engagement that you have accepted. You have none at present.
    </p>
  );
}
