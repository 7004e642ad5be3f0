import type { Engagement } from '@illumera/api-models';
import type { UseQueryResult } from '@tanstack/react-query';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LogHoursForm } from './log-hours-form.tsx';

interface LogHoursProps {
  engagements: Pick<UseQueryResult<{ data: Engagement[] }>, 'data' | 'error'>;
}

/** The place to log hours, or the reason why there is none. */
export function LogHours({ engagements: { data, error } }: LogHoursProps) {
  const accepted = data?.data.filter(({ status }) => status === 'accepted');
  return (
    <section
      aria-labelledby="log-hours"
      className="space-y-4 rounded-lg border border-line border-t-3 border-t-lamp bg-surface p-5"
    >
      <h2 id="log-hours" className="font-display text-xl font-semibold">
        Log hours
      </h2>
      {error === null ? null : <FailureNotice error={error} title="Your engagements cannot be read" />}
      {accepted?.length === 0 ? (
        <p className="text-sm text-muted">
          Hours are logged on an engagement that you have accepted. You have none at present.
        </p>
      ) : (
        <LogHoursForm engagements={accepted ?? []} />
      )}
    </section>
  );
}
