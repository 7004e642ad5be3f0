import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { TextFilter } from '../../../ui/text-filter.tsx';
import { SyncTable } from '../sync-table.tsx';
import { deliveryColumns } from './delivery-columns.tsx';
import { deliveryStatuses } from './delivery-status.ts';

const route = getRouteApi('/area/sync/deliveries');

export function DeliveriesPage() {
  const search = route.useSearch();
  return (
    <SyncTable
      title="Webhook deliveries"
      query={useLiveQuery('listDeliveries', { query: search })}
      search={search}
      tabs={{ label: 'Status', parameter: 'status', looks: deliveryStatuses }}
      filter={
        <TextFilter
          label="Event name"
          parameter="eventName"
          current={search.eventName}
          placeholder="time.approved"
        />
      }
      columns={deliveryColumns}
      subject="The list of deliveries"
      noneYet={{
        title: 'Align has not told us anything yet',
        text: 'Approvals, rejections and other events in Align arrive here. If you expected one, check that Align can reach the webhook address of the connection.',
      }}
    />
  );
}
