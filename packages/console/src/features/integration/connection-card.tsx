import type { Connection } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Chip } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Moment } from '../../ui/moment.tsx';
import { BackfillPanel } from './backfill/backfill-panel.tsx';
import { ConnectionEvents } from './connection-events.tsx';
import { ConnectionHealthPanel } from './connection-health.tsx';
import { connectionStatuses } from './connection-status.ts';
import { ImportMode } from './import-mode.tsx';
import { ReplaceKey } from './replace-key.tsx';
import { WebhookPanel } from './webhook-panel.tsx';

interface ConnectionCardProps {
  connection: Connection;
  /** Whether connections of several companies are shown. */
  showCompany: boolean;
}

/** One connection: whether it works, what it is, what can be done about it, and the way to end it. */
export function ConnectionCard({ connection, showCompany }: ConnectionCardProps) {
  const disconnect = useApiMutation('disconnectAlign', ['listConnections']);
  const suffix = showCompany ? ` of company ${connection.companyId}` : '';
  return (
    <li className="space-y-6 rounded-lg border border-line bg-surface p-5 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-display text-xl font-semibold">Align organization</h2>
        <Chip look={connectionStatuses[connection.status]} />
      </div>
      <Facts connection={connection} showCompany={showCompany} />
      <div className="grid gap-6 *:border-t *:border-line *:pt-5">
        <ConnectionHealthPanel connection={connection} />
        <BackfillPanel connection={connection} suffix={suffix} />
        <WebhookPanel connection={connection} suffix={suffix} />
        <section aria-label="Settings" className="space-y-4">
          <h3 className="font-display text-lg font-semibold">Settings</h3>
          <ImportMode connection={connection} />
          <ConnectionEvents connection={connection} />
        </section>
        <div className="flex flex-wrap gap-3">
          <ReplaceKey connectionId={connection.id} label={`Replace the key${suffix}`} />
          <ConfirmDialog
            trigger="Disconnect"
            triggerLabel={`Disconnect${suffix}`}
            title="Disconnect from Align?"
            confirmLabel="Disconnect"
            onConfirm={() => disconnect.mutateAsync({ params: { id: connection.id } })}
          >
            <p>Nothing more is sent to Align, and its events are no longer received.</p>
            <p>What is in Align stays there. A later connection takes up the links that exist now.</p>
          </ConfirmDialog>
        </div>
      </div>
    </li>
  );
}

function Facts({ connection, showCompany }: ConnectionCardProps) {
  return (
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
  );
}
