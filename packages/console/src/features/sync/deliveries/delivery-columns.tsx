import type { Delivery } from '@illumera/api-models';
import { Chip } from '../../../ui/chip.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { type RecordColumns, recordColumns } from '../../../ui/records.tsx';
import { ShortId } from '../../../ui/short-id.tsx';
import { CompanyCell } from '../company-cell.tsx';
import { deliveryStatuses } from './delivery-status.ts';
import { ReplayDelivery } from './replay-delivery.tsx';

const helper = recordColumns<Delivery>();

const company: RecordColumns<Delivery> = helper.columns([
  helper.accessor('companyId', {
    header: 'Company',
    cell: ({ getValue }) => <CompanyCell companyId={getValue()} />,
  }),
]);

const own: RecordColumns<Delivery> = helper.columns([
  helper.accessor('eventName', {
    header: 'Event name',
    cell: ({ row: { original } }) => (
      <>
        <span className="block font-semibold whitespace-nowrap">{original.eventName}</span>
        <ShortId id={original.eventId} />
      </>
    ),
  }),
  helper.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => <Chip look={deliveryStatuses[getValue()]} />,
  }),
  helper.accessor('receivedAt', {
    header: 'Received at',
    cell: ({ getValue }) => <Moment at={getValue()} />,
  }),
  helper.accessor('outcome', { header: 'Outcome', cell: ({ getValue }) => getValue() ?? '–' }),
  helper.accessor('error', {
    header: 'Error',
    cell: ({ getValue }) => <span className="block max-w-sm wrap-break-word">{getValue() ?? '–'}</span>,
  }),
  helper.accessor('entityId', {
    header: 'About',
    cell: ({ row: { original } }) =>
      original.entityId === null ? (
        '–'
      ) : (
        <>
          <span className="block">{original.entityType ?? 'entity'}</span>
          <ShortId id={original.entityId} />
        </>
      ),
  }),
  helper.display({
    id: 'action',
    header: 'Action',
    cell: ({ row: { original } }) => <ReplayDelivery delivery={original} />,
  }),
]);

export const deliveryColumns = { own, ofAllCompanies: [...own, ...company] };
