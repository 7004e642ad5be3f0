import type { Backfill } from '@illumera/api-models';
import { Link } from '@tanstack/react-router';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { kindsInWords } from './kinds.ts';

/** How far a backfill has come, and what of it failed. */
export function BackfillProgress({ backfill }: { backfill: Backfill }) {
  const { total, done, failed, finishedAt, planned, companyId } = backfill;
  const label = finishedAt === null ? 'Bringing over' : 'Brought over';
  return (
    <div className="max-w-xl space-y-3">
      {total === 0 ? null : <ProgressBar label={label} done={done} total={total} />}
      <p className="text-sm text-muted">
        {total === 0 ? 'There was nothing to bring over.' : `${kindsInWords(planned).join(', ')}.`}
      </p>
      {failed === 0 ? null : (
        <Notice tone="warn" title={`${failed.toLocaleString('en')} could not be brought over`}>
          <p>
            Each says why in the{' '}
            <Link to="/sync/outbox" search={{ companyId, status: 'failed' }} className="underline">
              outbox queue
            </Link>
            , and can be retried there.
          </p>
        </Notice>
      )}
      <div className="text-sm text-muted">
        {finishedAt === null ? 'Begun ' : 'Finished '}
        <Moment at={finishedAt ?? backfill.createdAt} />
      </div>
    </div>
  );
}
