import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../console/use-live-query.ts';
import { chipLabels } from '../../ui/chip-labels.ts';
import { FilterTabs } from '../../ui/filter-tabs.tsx';
import { ListView } from '../../ui/list-view.tsx';
import { LiveBar } from '../../ui/live-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { Records } from '../../ui/records.tsx';
import { CompanyFilter } from '../sync/company-filter.tsx';
import { timeEntryColumns } from './time-entry-columns.tsx';
import { timeEntryStatuses } from './time-entry-status.ts';

const route = getRouteApi('/area/time-entries');
const statuses = chipLabels(timeEntryStatuses);

/** The hours logged for a company, to read. */
export function TimeEntriesPage() {
  const { cursor, ...filters } = route.useSearch();
  const query = useLiveQuery('listTimeEntries', { query: { ...filters, cursor } });
  return (
    <Page
      title="Time entries"
      lead="The hours that talent logged. They are approved or rejected in Align; the answer shows here."
      aside={<LiveBar updatedAtMs={query.dataUpdatedAt} />}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <FilterTabs label="Status" parameter="status" options={statuses} current={filters.status} />
        <CompanyFilter current={filters.companyId} />
      </div>
      <ListView
        query={query}
        cursor={cursor}
        filtered={Object.values(filters).some((value) => value !== undefined)}
        subject="The list of time entries"
        noneYet={{
          title: 'No hours have been logged yet',
          text: 'Talent logs hours once an engagement is accepted; each entry appears here at once.',
        }}
      >
        {(rows, stale) => (
          <Records
            caption="Time entries"
            columns={timeEntryColumns}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </Page>
  );
}
