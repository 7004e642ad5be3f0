import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { SyncTable } from '../sync-table.tsx';
import { CompareNow } from './compare-now.tsx';
import { runColumns } from './run-columns.tsx';
import { runStates } from './run-looks.ts';

const route = getRouteApi('/area/sync/runs');

export function RunsPage() {
  const search = route.useSearch();
  return (
    <SyncTable
      title="Comparisons"
      query={useLiveQuery('listRuns', { query: search })}
      search={search}
      tabs={{ label: 'State', parameter: 'status', looks: runStates }}
      action={<CompareNow companyId={search.companyId} />}
      columns={runColumns}
      subject="The list of comparisons"
      noneYet={{
        title: 'Nothing has been compared yet',
        text: 'Time entries are compared with Align every hour, everything else every night. What no event has told is put right then, and each comparison is listed here.',
      }}
    />
  );
}
