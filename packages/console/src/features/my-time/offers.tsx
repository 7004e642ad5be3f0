import type { Engagement } from '@illumera/api-models';
import type { UseQueryResult } from '@tanstack/react-query';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';

interface OffersProps {
  engagements: Pick<UseQueryResult<{ data: Engagement[] }>, 'data'>;
}

/** Work that was offered and not yet accepted; nothing where there is none. */
export function Offers({ engagements: { data } }: OffersProps) {
  const accept = useApiMutation('acceptEngagement', ['listEngagements']);
  const offered = data?.data.filter(({ status }) => status === 'offered') ?? [];
  if (offered.length === 0) return null;
  return (
    <section aria-labelledby="offers" className="space-y-4 rounded-lg border border-line bg-wait-bg p-5">
      <h2 id="offers" className="font-display text-xl font-semibold text-wait-fg">
        Offered to you
      </h2>
      {accept.error === null ? null : (
        <FailureNotice error={accept.error} title="The offer was not accepted" />
      )}
      <ul className="space-y-3">
        {offered.map(({ id, projectName }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3">
            <span className="min-w-0 font-semibold wrap-break-word">{projectName}</span>
            <Button
              kind="primary"
              disabled={accept.isPending}
              onClick={() => accept.mutate({ params: { id } })}
              aria-label={`Accept: ${projectName}`}
            >
              Accept
            </Button>
          </li>
        ))}
      </ul>
      <p className="text-sm text-wait-fg">
        Once accepted, you become a member of the project in Align and can log hours.
      </p>
    </section>
  );
}
