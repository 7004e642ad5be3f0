import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { useMe } from '../../../console/use-me.ts';
import { chipLabels } from '../../../ui/chip-labels.ts';
import { FilterTabs } from '../../../ui/filter-tabs.tsx';
import { ListView } from '../../../ui/list-view.tsx';
import { Records } from '../../../ui/records.tsx';
import { TextFilter } from '../../../ui/text-filter.tsx';
import { CompanyFilter } from '../company-filter.tsx';
import { SyncTable } from '../sync-table.tsx';
import { deliveryColumns } from './delivery-columns.tsx';
import { deliveryStatuses } from './delivery-status.ts';

const route = getRouteApi('/area/sync/deliveries');
const statuses = chipLabels(deliveryStatuses);

export function DeliveriesPage() {
  const { cursor, ...filters } = route.useSearch();
  const query = useLiveQuery('listDeliveries', { query: { ...filters, cursor } });
  const allCompanies = useMe().role === 'platform_admin';
  return (
    <SyncTable
      title="Webhook deliveries"
      query={query}
      tabs={<FilterTabs label="Status" parameter="status" options={statuses} current={filters.status} />}
      filters={
        <>
          <TextFilter
            label="Event name"
            parameter="eventName"
            current={filters.eventName}
            placeholder="time.approved"
          />
          <CompanyFilter current={filters.companyId} />
        </>
      }
    >
      <ListView
        query={query}
        cursor={cursor}
        filtered={Object.values(filters).some((value) => value !== undefined)}
        subject="The list of deliveries"
        noneYet={{
          title: 'Align has not told us anything yet',
          text: 'Approvals, rejections and other events in Align arrive here. If you expected one, check that Align can reach the webhook address of the connection.',
        }}
      >
        {(rows, stale) => (
          <Records
            caption="Webhook deliveries"
            columns={allCompanies ? deliveryColumns.ofAllCompanies : deliveryColumns.own}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </SyncTable>
  );
}
