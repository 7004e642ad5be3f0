import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { TextFilter } from '../../../ui/text-filter.tsx';
import { SyncTable } from '../sync-table.tsx';
import { discrepancyColumns } from './discrepancy-columns.tsx';
import { discrepancyStates } from './discrepancy-looks.ts';

const route = getRouteApi('/area/sync/discrepancies');

export function DiscrepanciesPage() {
  const search = route.useSearch();
  return (
    <SyncTable
      title="Discrepancies"
      query={useLiveQuery('listDiscrepancies', { query: search })}
      search={search}
      tabs={{ label: 'State', parameter: 'state', looks: discrepancyStates }}
      filter={
        <TextFilter label="Field" parameter="field" current={search.field} placeholder="approved_minutes" />
      }
      columns={discrepancyColumns}
      subject="The list of discrepancies"
      noneYet={{
        title: 'No difference has been recorded',
        text: 'When Illumera and Align hold different values for the same thing, the difference is listed here with both.',
      }}
    />
  );
}
