import type { Connection, ConnectionTest } from '@illumera/api-models';
import { Send } from 'lucide-react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Align's own limit for an organization (S3 "Rate limiting"). */
const TESTS_PER_HOUR = 10;

/** Has Align send a test delivery, and says what arrived and how many more Align allows. */
export function TestDelivery({ connection, suffix }: { connection: Connection; suffix: string }) {
  const test = useApiMutation('testConnection', ['listConnections', 'listDeliveries']);
  const { testsLeft } = connection.health;
  const used = TESTS_PER_HOUR - testsLeft;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          aria-label={`Send a test delivery${suffix}`}
          disabled={test.isPending || testsLeft === 0 || connection.status !== 'active'}
          onClick={() => test.mutate({ params: { id: connection.id } })}
        >
          <Send aria-hidden className="size-4" />
          {test.isPending ? 'Waiting for it…' : 'Send a test delivery'}
        </Button>
        <p className="text-sm text-muted">
          {used} of {TESTS_PER_HOUR} used within the last hour
          {testsLeft === 0 ? '; the next is possible when the first of them is an hour old' : ''}
        </p>
      </div>
      {test.error === null ? null : <FailureNotice error={test.error} title="No test delivery was sent" />}
      {test.data === undefined ? null : <Result test={test.data} />}
    </div>
  );
}

function Result({ test }: { test: ConnectionTest }) {
  const atAlign =
    test.alignStatus === null
      ? 'Align does not tell what became of it.'
      : `Align says: ${test.alignStatus}${test.alignResponseCode === null ? '' : `, our answer was ${test.alignResponseCode}`}.`;
  if (test.receivedAt === null) {
    return (
      <Notice tone="bad" title="The test delivery did not arrive">
        <p>{atAlign}</p>
        <p>Check that Align can reach the webhook address above.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info" title="The test delivery arrived, and its signature fits">
      <Moment at={test.receivedAt} />
      <p>{atAlign}</p>
    </Notice>
  );
}
