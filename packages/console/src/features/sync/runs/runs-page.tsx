import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { useMe } from '../../../console/use-me.ts';
import { chipLabels } from '../../../ui/chip-labels.ts';
import { FilterTabs } from '../../../ui/filter-tabs.tsx';
import { ListView } from '../../../ui/list-view.tsx';
import { Records } from '../../../ui/records.tsx';
import { CompanyFilter } from '../company-filter.tsx';
import { SyncTable } from '../sync-table.tsx';
import { runColumns } from './run-columns.tsx';
import { runStates } from './run-looks.ts';

const route = getRouteApi('/area/sync/runs');
const states = chipLabels(runStates);

export function RunsPage() {
  const { cursor, ...filters } = route.useSearch();
  const query = useLiveQuery('listRuns', { query: { ...filters, cursor } });
  const allCompanies = useMe().role === 'platform_admin';
  return (
    <SyncTable
      title="Comparisons"
      query={query}
      tabs={<FilterTabs label="State" parameter="status" options={states} current={filters.status} />}
      filters={<CompanyFilter current={filters.companyId} />}
    >
      <ListView
        query={query}
        cursor={cursor}
        filtered={Object.values(filters).some((value) => value !== undefined)}
        subject="The list of comparisons"
        noneYet={{
          title: 'Nothing has been compared yet',
          text: 'Time entries are compared with Align every hour, everything else every night. What no event has told is put right then, and each comparison is listed here.',
        }}
      >
        {(rows, stale) => (
          <Records
            caption="Comparisons"
            columns={allCompanies ? runColumns.ofAllCompanies : runColumns.own}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </SyncTable>
  );
}
