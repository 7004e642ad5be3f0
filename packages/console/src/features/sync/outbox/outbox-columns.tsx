import type { OutboxItem } from '@illumera/api-models';
import { Chip } from '../../../ui/chip.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { type RecordColumns, recordColumns } from '../../../ui/records.tsx';
import { ShortId } from '../../../ui/short-id.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { exactTime } from '../../../wording/exact-time.ts';
import { CompanyCell } from '../company-cell.tsx';
import { EntityLink } from '../entity-link.tsx';
import { failedAttempts, nextMoment, outboxProgress } from './outbox-progress.ts';
import { outboxStatuses } from './outbox-status.ts';
import { RetryItem } from './retry-item.tsx';

const helper = recordColumns<OutboxItem>();

const company: RecordColumns<OutboxItem> = helper.columns([
  helper.accessor('companyId', {
    header: 'Company',
    cell: ({ getValue }) => <CompanyCell companyId={getValue()} />,
  }),
]);

const own: RecordColumns<OutboxItem> = helper.columns([
  helper.accessor('entityType', {
    header: 'Entity type',
    cell: ({ row: { original } }) => (
      <>
        <span className="block font-semibold whitespace-nowrap">
          {original.entityType}
          {original.operation === 'delete' ? ' (removal)' : ''}
        </span>
        <EntityLink type={original.entityType} id={original.localId}>
          <ShortId id={original.localId} />
        </EntityLink>
      </>
    ),
  }),
  helper.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => <Chip look={outboxStatuses[getValue()]} />,
  }),
  helper.accessor('attempts', {
    header: 'Attempts',
    cell: ({ row: { original } }) => <span className="whitespace-nowrap">{failedAttempts(original)}</span>,
  }),
  helper.accessor('nextRetryAt', {
    header: 'Next retry',
    cell: ({ row: { original } }) => <NextRetry item={original} />,
  }),
  helper.accessor('error', {
    header: 'Error',
    cell: ({ row: { original } }) => (
      <div className="max-w-sm space-y-2">
        <span className="block wrap-break-word">{original.error ?? '–'}</span>
        {original.status === 'failed' ? <RetryItem item={original} /> : null}
      </div>
    ),
  }),
  helper.accessor('createdAt', { header: 'Created', cell: ({ getValue }) => <Moment at={getValue()} /> }),
]);

export const outboxColumns = { own, ofAllCompanies: [...own, ...company] };

function NextRetry({ item }: { item: OutboxItem }) {
  const nowMs = useNow();
  const at = nextMoment(item);
  return (
    <span className="block min-w-40 wrap-break-word">
      {outboxProgress(item, nowMs)}
      {at === null ? null : (
        <time dateTime={at} title={at} className="block text-xs text-muted">
          {exactTime(at)}
        </time>
      )}
    </span>
  );
}
