import type { Discrepancy } from '@illumera/api-models';
import { Chip } from '../../../ui/chip.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { type RecordColumns, recordColumns } from '../../../ui/records.tsx';
import { ShortId } from '../../../ui/short-id.tsx';
import { CompanyCell } from '../company-cell.tsx';
import { EntityLink } from '../entity-link.tsx';
import { DecideDiscrepancy } from './decide-discrepancy.tsx';
import { discrepancyStates, severities } from './discrepancy-looks.ts';
import { discrepancyValue } from './discrepancy-value.ts';

const helper = recordColumns<Discrepancy>();

const company: RecordColumns<Discrepancy> = helper.columns([
  helper.accessor('companyId', {
    header: 'Company',
    cell: ({ getValue }) => <CompanyCell companyId={getValue()} />,
  }),
]);

const own: RecordColumns<Discrepancy> = helper.columns([
  helper.accessor('field', {
    header: 'Field',
    cell: ({ row: { original } }) => (
      <>
        <span className="block font-semibold wrap-break-word">{original.field}</span>
        <Subject discrepancy={original} />
      </>
    ),
  }),
  helper.accessor('state', {
    header: 'State',
    cell: ({ row: { original } }) => (
      <>
        <Chip look={discrepancyStates[original.state]} />
        {original.note === null ? null : (
          <span className="mt-1 block max-w-60 text-xs wrap-break-word text-muted">{original.note}</span>
        )}
      </>
    ),
  }),
  helper.accessor('severity', {
    header: 'Severity',
    cell: ({ getValue }) => <Chip look={severities[getValue()]} />,
  }),
  helper.accessor('illumeraValue', {
    header: 'Illumera value',
    cell: ({ row: { original } }) => discrepancyValue(original.field, original.illumeraValue),
  }),
  helper.accessor('alignValue', {
    header: 'Align value',
    cell: ({ row: { original } }) => discrepancyValue(original.field, original.alignValue),
  }),
  helper.accessor('detectedAt', {
    header: 'Detected at',
    cell: ({ getValue }) => <Moment at={getValue()} />,
  }),
  helper.accessor('timesSeen', {
    header: 'Seen',
    cell: ({ getValue }) => (
      <span className="whitespace-nowrap">{getValue() === 1 ? 'once' : `${getValue()} times`}</span>
    ),
  }),
  helper.display({
    id: 'action',
    header: 'Action',
    cell: ({ row: { original } }) => <DecideDiscrepancy discrepancy={original} />,
  }),
]);

export const discrepancyColumns = { own, ofAllCompanies: [...own, ...company] };

function Subject({ discrepancy: { externalType, externalId, projectId } }: { discrepancy: Discrepancy }) {
  const id = externalId ?? projectId;
  if (id === null) return null;
  const type = externalId === null ? 'project' : externalType;
  return (
    <span className="text-xs text-muted">
      {type ?? 'entity'}{' '}
      <EntityLink type={type} id={id}>
        <ShortId id={id} />
      </EntityLink>
    </span>
  );
}
