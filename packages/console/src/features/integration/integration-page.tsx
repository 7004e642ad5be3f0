import type { Connection } from '@illumera/api-models';
import { Plug } from 'lucide-react';
import { useLiveQuery } from '../../console/use-live-query.ts';
import { useMe } from '../../console/use-me.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LiveBar } from '../../ui/live-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionCard } from './connection-card.tsx';

/** The company's connection to its Align organization; a platform admin sees those of all companies. */
export function IntegrationPage() {
  const query = useLiveQuery('listConnections', { query: { limit: 200 } });
  const present = query.data?.data.filter(({ status }) => status !== 'disconnected');
  return (
    <Page
      title="Align integration"
      lead="The connection over which projects, people and hours go to Align and decisions come back."
      aside={<LiveBar updatedAtMs={query.dataUpdatedAt} />}
    >
      {query.error === null ? null : (
        <FailureNotice error={query.error} title="The connection cannot be read" />
      )}
      {query.isPending ? <Skeleton /> : null}
      {present === undefined ? null : <Connections connections={present} />}
    </Page>
  );
}

function Connections({ connections }: { connections: readonly Connection[] }) {
  const { role, companyId } = useMe();
  if (connections.length > 0) {
    return (
      <ul aria-label="Connections" className="space-y-6">
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            showCompany={role === 'platform_admin'}
          />
        ))}
      </ul>
    );
  }
  if (companyId !== null) return <ConnectForm companyId={companyId} />;
  return (
    <Empty icon={Plug} title="No company is connected">
      The admin of a company connects it to its Align organization.
    </Empty>
  );
}
