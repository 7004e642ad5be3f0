import { Dialog } from '@base-ui/react/dialog';
import { useEffect } from 'react';
import { useApiMutation } from '../../../console/use-api-mutation.ts';
import { Button, buttonLook } from '../../../ui/button.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { kindsInWords, sumOf } from './kinds.ts';

interface StartBackfillProps {
  connectionId: string;
  /** What tells this connection's button from another's. */
  suffix: string;
}

/** Counts what predates the connection, shows it, and brings it over when told to. */
export function StartBackfill({ connectionId, suffix }: StartBackfillProps) {
  return (
    <FormDialog
      trigger="Bring over the history…"
      triggerLabel={`Bring over the history${suffix}`}
      title="Bring over the history?"
      description={<p>What Align does not have and nothing is bringing there, counted just now.</p>}
    >
      {(close) => <Preview connectionId={connectionId} onStarted={close} />}
    </FormDialog>
  );
}

function Preview({ connectionId, onStarted }: { connectionId: string; onStarted: () => void }) {
  const { mutate: countAgain, data, error } = useApiMutation('startBackfill', []);
  const start = useApiMutation('startBackfill', ['listBackfills', 'listConnections']);
  const params = { id: connectionId };
  useEffect(() => {
    countAgain({ params: { id: connectionId }, body: { dryRun: true } });
  }, [countAgain, connectionId]);
  const total = data === undefined ? 0 : sumOf(data.planned);
  return (
    <div className="space-y-4">
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : <Counted planned={kindsInWords(data.planned)} />}
      {error === null ? null : <FailureNotice error={error} title="It could not be counted" />}
      {start.error === null ? null : <FailureNotice error={start.error} title="It was not begun" />}
      <div className="flex flex-wrap justify-end gap-3">
        <Dialog.Close className={buttonLook('quiet')}>{total === 0 ? 'Close' : 'Cancel'}</Dialog.Close>
        {total === 0 ? null : (
          <Button
            kind="primary"
            disabled={start.isPending}
            onClick={() => start.mutate({ params, body: {} }, { onSuccess: onStarted })}
          >
            Bring over {total.toLocaleString('en')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Counted({ planned }: { planned: string[] }) {
  if (planned.length === 0) return <p>Nothing: all there is has reached Align, or is on its way.</p>;
  return (
    <div className="space-y-3">
      <ul aria-label="To be brought over" className="list-disc space-y-1 pl-5">
        {planned.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
      <p className="text-sm text-muted">
        Hours that were submitted, approved, locked or invoiced here are submitted in Align, which then
        decides about them anew.
      </p>
    </div>
  );
}
