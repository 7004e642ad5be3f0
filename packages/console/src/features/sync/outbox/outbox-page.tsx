import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { SyncTable } from '../sync-table.tsx';
import { EntityTypeFilter } from './entity-type-filter.tsx';
import { outboxColumns } from './outbox-columns.tsx';
import { outboxStatuses } from './outbox-status.ts';
import { RetryFailed } from './retry-failed.tsx';

const route = getRouteApi('/area/sync/outbox');

export function OutboxPage() {
  const search = route.useSearch();
  return (
    <SyncTable
      title="Outbox queue"
      query={useLiveQuery('listOutbox', { query: search })}
      search={search}
      tabs={{ label: 'Status', parameter: 'status', looks: outboxStatuses }}
      filter={<EntityTypeFilter current={search.entityType} />}
      action={<RetryFailed companyId={search.companyId} entityType={search.entityType} />}
      columns={outboxColumns}
      subject="The outbox"
      noneYet={{
        title: 'Nothing has been sent yet',
        text: 'As soon as a project, an engagement or a time entry changes in a connected company, its change appears here.',
      }}
    />
  );
}
