import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { useMe } from '../../../console/use-me.ts';
import { chipLabels } from '../../../ui/chip-labels.ts';
import { FilterTabs } from '../../../ui/filter-tabs.tsx';
import { ListView } from '../../../ui/list-view.tsx';
import { Records } from '../../../ui/records.tsx';
import { CompanyFilter } from '../company-filter.tsx';
import { SyncTable } from '../sync-table.tsx';
import { EntityTypeFilter } from './entity-type-filter.tsx';
import { outboxColumns } from './outbox-columns.tsx';
import { outboxStatuses } from './outbox-status.ts';

const route = getRouteApi('/area/sync/outbox');
const statuses = chipLabels(outboxStatuses);

export function OutboxPage() {
  const { cursor, ...filters } = route.useSearch();
  const query = useLiveQuery('listOutbox', { query: { ...filters, cursor } });
  const allCompanies = useMe().role === 'platform_admin';
  return (
    <SyncTable
      title="Outbox queue"
      query={query}
      tabs={<FilterTabs label="Status" parameter="status" options={statuses} current={filters.status} />}
      filters={
        <>
          <EntityTypeFilter current={filters.entityType} />
          <CompanyFilter current={filters.companyId} />
        </>
      }
    >
      <ListView
        query={query}
        cursor={cursor}
        filtered={Object.values(filters).some((value) => value !== undefined)}
        subject="The outbox"
        noneYet={{
          title: 'Nothing has been sent yet',
          text: 'As soon as a project, an engagement or a time entry changes in a connected company, its change appears here.',
        }}
      >
        {(rows, stale) => (
          <Records
            caption="Outbox queue"
            columns={allCompanies ? outboxColumns.ofAllCompanies : outboxColumns.own}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </SyncTable>
  );
}
