import { ApiProblemError } from '@illumera/api-models';
import { getRouteApi } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LiveBar } from '../../../ui/live-bar.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { EntrySummary } from './entry-summary.tsx';
import { entityNames } from './entity-names.ts';
import { TimelineEvents } from './timeline-events.tsx';
import { Whereabouts } from './whereabouts.tsx';

const route = getRouteApi('/area/sync/timeline/$externalType/$externalId');

/** Where one entity is, why, and all that happened to it, both directions in one order. */
export function TimelinePage() {
  const { externalType, externalId } = route.useParams();
  const query = useLiveQuery('readTimeline', { params: { externalType, externalId } });
  const events = query.data?.data;
  const name = entityNames[externalType];
  const isUnknown = query.error instanceof ApiProblemError && query.error.status === 404;
  return (
    <section aria-label={name} className="space-y-5">
      <title>{`${name} · Align sync · Illumera`}</title>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 className="font-display text-xl font-semibold">{name}</h2>
          <p className="font-mono text-xs break-all text-muted">{externalId}</p>
        </div>
        <LiveBar updatedAtMs={query.dataUpdatedAt} />
      </div>
      {externalType === 'time_entry' ? <EntrySummary entryId={externalId} /> : null}
      {query.isPending ? <Skeleton /> : null}
      {isUnknown ? (
        <Empty icon={SearchX} title="Nothing has been synced for it">
          It may predate the connection; a backfill on the Integration page brings it over.
        </Empty>
      ) : null}
      {query.error === null || isUnknown ? null : (
        <FailureNotice error={query.error} title="Its history cannot be read" />
      )}
      {events === undefined ? null : (
        <>
          <Whereabouts events={events} />
          <TimelineEvents events={events} />
        </>
      )}
    </section>
  );
}
