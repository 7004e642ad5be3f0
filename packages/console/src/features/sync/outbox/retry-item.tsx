import { RotateCw } from 'lucide-react';
import type { OutboxItem } from '@illumera/api-models';
import { useApiMutation } from '../../../console/use-api-mutation.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';

/** Gives one failed item all its attempts anew. */
export function RetryItem({ item: { id, entityType, localId } }: { item: OutboxItem }) {
  const retry = useApiMutation('retryFailed', ['listOutbox', 'summarizeSync']);
  return (
    <>
      <Button
        aria-label={`Retry ${entityType} ${localId}`}
        disabled={retry.isPending}
        onClick={() => retry.mutate({ body: { filter: { id } } })}
      >
        <RotateCw aria-hidden className="size-4" />
        Retry
      </Button>
      {retry.error === null ? null : <FailureNotice error={retry.error} title="It was not retried" />}
    </>
  );
}
