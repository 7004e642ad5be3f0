import { getRouteApi } from '@tanstack/react-router';
import { useLiveQuery } from '../../console/use-live-query.ts';
import { chipLabels } from '../../ui/chip-labels.ts';
import { FilterTabs } from '../../ui/filter-tabs.tsx';
import { ListView } from '../../ui/list-view.tsx';
import { LiveBar } from '../../ui/live-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { timeEntryStatuses } from '../time-entries/time-entry-status.ts';
import { EntryCard } from './entry-card.tsx';
import { LogHours } from './log-hours.tsx';
import { Offers } from './offers.tsx';

const route = getRouteApi('/area/my-time');
const statuses = chipLabels(timeEntryStatuses);

/** A talent's own hours, from the draft to the invoice. */
export function MyTimePage() {
  const { cursor, status } = route.useSearch();
  const query = useLiveQuery('listTimeEntries', { query: { cursor, status } });
  const engagements = useLiveQuery('listEngagements', { query: { limit: 200 } });
  return (
    <Page
      title="My time"
      lead="Log your hours, submit them, and see what the company decided in Align."
      aside={<LiveBar updatedAtMs={query.dataUpdatedAt} />}
    >
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="space-y-8 lg:order-2">
          <Offers engagements={engagements} />
          <LogHours engagements={engagements} />
        </div>
        <section aria-label="My entries" className="min-w-0 space-y-4">
          <FilterTabs label="Status" parameter="status" options={statuses} current={status} />
          <ListView
            query={query}
            cursor={cursor}
            filtered={status !== undefined}
            subject="Your entries"
            noneYet={{
              title: 'You have not logged any hours yet',
              text: 'Accept an offer, then log your first hours in the form on this page.',
            }}
          >
            {(rows, stale) => (
              <ul
                aria-label="Time entries"
                aria-busy={stale}
                className={`space-y-3 transition-opacity ${stale ? 'opacity-60' : ''}`}
              >
                {rows.map((entry) => (
                  <EntryCard key={entry.id} entry={entry} entries={rows} />
                ))}
              </ul>
            )}
          </ListView>
        </section>
      </div>
    </Page>
  );
}
