import type { Engagement } from '@illumera/api-models';
import { CircleCheck, CircleMinus, Mail } from 'lucide-react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { useLiveQuery } from '../../console/use-live-query.ts';
import { Chip, type ChipLook } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { OfferForm } from './offer-form.tsx';
import { Panel } from './panel.tsx';

const looks = {
  offered: { label: 'Offered', icon: Mail, tone: 'wait' },
  accepted: { label: 'Accepted', icon: CircleCheck, tone: 'good' },
  ended: { label: 'Ended', icon: CircleMinus, tone: 'quiet' },
} satisfies Record<Engagement['status'], ChipLook>;

/** The people engaged on a project, and those it was offered to. */
export function Engagements({ projectId }: { projectId: string }) {
  const query = useLiveQuery('listEngagements', { query: { projectId, limit: 200 } });
  const offer = (
    <FormDialog
      trigger="Offer to talent"
      title="Offer an engagement"
      description={<p>Once accepted, the person becomes a member of the project in Align.</p>}
    >
      {(close) => <OfferForm projectId={projectId} onSaved={close} />}
    </FormDialog>
  );
  return (
    <Panel title="People" action={offer}>
      {query.error === null ? null : <FailureNotice error={query.error} title="The people cannot be read" />}
      {query.data?.data.length === 0 ? (
        <p className="text-sm text-muted">Nobody has been engaged yet.</p>
      ) : null}
      <ul className="divide-y divide-line">
        {query.data?.data.map((engagement) => (
          <EngagementRow key={engagement.id} engagement={engagement} />
        ))}
      </ul>
    </Panel>
  );
}

function EngagementRow({ engagement: { id, personName, status } }: { engagement: Engagement }) {
  const end = useApiMutation('endEngagement', ['listEngagements']);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <p className="min-w-0 font-semibold wrap-break-word">{personName}</p>
      <div className="flex items-center gap-3">
        <Chip look={looks[status]} />
        {status === 'accepted' ? (
          <ConfirmDialog
            trigger="End"
            triggerLabel={`End: ${personName}`}
            title="End this engagement?"
            confirmLabel="End the engagement"
            onConfirm={() => end.mutateAsync({ params: { id } })}
          >
            <p>{personName} can log no more hours on it and leaves the project in Align.</p>
          </ConfirmDialog>
        ) : null}
      </div>
    </li>
  );
}
