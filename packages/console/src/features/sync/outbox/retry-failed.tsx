import { Dialog } from '@base-ui/react/dialog';
import type { CallInput, OutboxItem } from '@illumera/api-models';
import { useEffect } from 'react';
import { useApiMutation } from '../../../console/use-api-mutation.ts';
import { useMe } from '../../../console/use-me.ts';
import { Button, buttonLook } from '../../../ui/button.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';

type Filter = CallInput<'retryFailed'>['body']['filter'];

interface RetryFailedProps {
  companyId: string | undefined;
  entityType: OutboxItem['entityType'] | undefined;
}

/** Retries all failed items that fit the filters, on whichever page they are, after it has said how many there are. */
export function RetryFailed({ companyId, entityType }: RetryFailedProps) {
  const me = useMe();
  const company = companyId ?? me.companyId ?? undefined;
  const filter: Filter = {
    ...(company === undefined ? {} : { companyId: company }),
    ...(entityType === undefined ? {} : { entityType }),
  };
  if (Object.keys(filter).length === 0) {
    return <p className="text-sm text-muted">To retry failed items, choose a company or an entity type.</p>;
  }
  return (
    <FormDialog
      trigger="Retry failed…"
      triggerLabel="Retry failed"
      title="Retry failed items?"
      description={
        <p>
          Those{entityType === undefined ? '' : ` of type ${entityType}`} that failed get all their attempts
          anew, in the order in which they were made.
        </p>
      }
    >
      {(close) => <Preview filter={filter} onRetried={close} />}
    </FormDialog>
  );
}

function Preview({ filter, onRetried }: { filter: Filter; onRetried: () => void }) {
  const { mutate: count, data, error } = useApiMutation('retryFailed', []);
  const retry = useApiMutation('retryFailed', ['listOutbox', 'summarizeSync']);
  const asked = JSON.stringify(filter);
  useEffect(() => {
    count({ body: { filter: JSON.parse(asked) as Filter, dryRun: true } });
  }, [count, asked]);
  const matched = data?.matched ?? 0;
  return (
    <div className="space-y-4">
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : (
        <p>{matched === 0 ? 'None has failed.' : `${matched.toLocaleString('en')} will be retried.`}</p>
      )}
      {error === null ? null : <FailureNotice error={error} title="They could not be counted" />}
      {retry.error === null ? null : <FailureNotice error={retry.error} title="They were not retried" />}
      <div className="flex flex-wrap justify-end gap-3">
        <Dialog.Close className={buttonLook('quiet')}>{matched === 0 ? 'Close' : 'Cancel'}</Dialog.Close>
        {matched === 0 ? null : (
          <Button
            kind="primary"
            disabled={retry.isPending}
            onClick={() => retry.mutate({ body: { filter } }, { onSuccess: onRetried })}
          >
            Retry {matched.toLocaleString('en')}
          </Button>
        )}
      </div>
    </div>
  );
}
