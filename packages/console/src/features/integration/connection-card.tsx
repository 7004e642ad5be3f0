import type { Connection } from '@illumera/api-models';
import type { ReactNode } from 'react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Chip } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConnectionEvents } from './connection-events.tsx';
import { connectionStatuses } from './connection-status.ts';

interface ConnectionCardProps {
  connection: Connection;
  /** Whether connections of several companies are shown. */
  showCompany: boolean;
}

/** One connection: whether it works, what it is, and the way to end it. */
export function ConnectionCard({ connection, showCompany }: ConnectionCardProps) {
  const disconnect = useApiMutation('disconnectAlign', ['listConnections']);
  return (
    <li className="space-y-5 rounded-lg border border-line bg-surface p-5 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-display text-xl font-semibold">Align organization</h2>
        <Chip look={connectionStatuses[connection.status]} />
      </div>
      {connection.status === 'error' ? (
        <Notice tone="bad" title="Align does not take this key any more">
          <p>{connection.lastErrorMessage ?? 'Align gave no reason.'}</p>
          <p>What is to be sent waits. Disconnect, then connect with a fresh key, and it goes on.</p>
        </Notice>
      ) : null}
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {showCompany ? <Fact term="Company">{connection.companyId}</Fact> : null}
        <Fact term="Key">
          <span className="font-mono">
            <span aria-hidden>•••• </span>
            <span className="sr-only">ends in </span>
            {connection.keyLastFour}
          </span>
        </Fact>
        <Fact term="Organization ID">{connection.alignOrgId}</Fact>
        <Fact term="Last synced">
          {connection.lastSyncAt === null ? 'Not yet' : <Moment at={connection.lastSyncAt} />}
        </Fact>
        <Fact term="Connected">
          <Moment at={connection.createdAt} />
        </Fact>
        <Fact term="Webhook address">{connection.webhookUrl ?? 'Not registered'}</Fact>
      </dl>
      <ConnectionEvents connection={connection} />
      <div className="border-t border-line pt-5">
        <ConfirmDialog
          trigger="Disconnect"
          triggerLabel={showCompany ? `Disconnect company ${connection.companyId}` : 'Disconnect'}
          title="Disconnect from Align?"
          confirmLabel="Disconnect"
          onConfirm={() => disconnect.mutateAsync({ params: { id: connection.id } })}
        >
          <p>Nothing more is sent to Align, and its events are no longer received.</p>
          <p>What is in Align stays there. A later connection takes up the links that exist now.</p>
        </ConfirmDialog>
      </div>
    </li>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="break-all">{children}</dd>
    </div>
  );
}
