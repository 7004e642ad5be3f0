import type { Connection } from '@illumera/api-models';
import { useLiveQuery } from '../../../console/use-live-query.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { BackfillProgress } from './backfill-progress.tsx';
import { StartBackfill } from './start-backfill.tsx';

/** Brings over what predates the connection, and shows how far that has come. */
export function BackfillPanel({ connection, suffix }: { connection: Connection; suffix: string }) {
  const query = useLiveQuery('listBackfills', { query: { connectionId: connection.id, limit: 1 } });
  const newest = query.data?.data[0];
  return (
    <section aria-label="History" className="space-y-4">
      <div className="space-y-1">
        <h3 className="font-display text-lg font-semibold">History</h3>
        <p className="max-w-prose text-sm text-muted">
          Only what changes after connecting goes to Align by itself. A backfill brings over what was there
          before; what people do meanwhile goes first.
        </p>
      </div>
      {query.error === null ? null : (
        <FailureNotice error={query.error} title="The progress cannot be read" />
      )}
      {newest === undefined ? null : <BackfillProgress backfill={newest} />}
      {newest?.finishedAt === null ? null : <StartBackfill connectionId={connection.id} suffix={suffix} />}
    </section>
  );
}
