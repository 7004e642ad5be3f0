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
import { discrepancyColumns } from './discrepancy-columns.tsx';
import { discrepancyStates } from './discrepancy-looks.ts';

const route = getRouteApi('/area/sync/discrepancies');
const states = chipLabels(discrepancyStates);

export function DiscrepanciesPage() {
  const { cursor, ...filters } = route.useSearch();
  const query = useLiveQuery('listDiscrepancies', { query: { ...filters, cursor } });
  const allCompanies = useMe().role === 'platform_admin';
  return (
    <SyncTable
      title="Discrepancies"
      query={query}
      tabs={<FilterTabs label="State" parameter="state" options={states} current={filters.state} />}
      filters={
        <>
          <TextFilter
            label="Field"
            parameter="field"
            current={filters.field}
            placeholder="approved_minutes"
          />
          <CompanyFilter current={filters.companyId} />
        </>
      }
    >
      <ListView
        query={query}
        cursor={cursor}
        filtered={Object.values(filters).some((value) => value !== undefined)}
        subject="The list of discrepancies"
        noneYet={{
          title: 'No difference has been recorded',
          text: 'When Illumera and Align hold different values for the same thing, the difference is listed here with both.',
        }}
      >
        {(rows, stale) => (
          <Records
            caption="Discrepancies"
            columns={allCompanies ? discrepancyColumns.ofAllCompanies : discrepancyColumns.own}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </SyncTable>
  );
}
