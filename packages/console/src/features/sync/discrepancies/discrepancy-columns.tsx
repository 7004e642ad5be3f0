import type { Discrepancy } from '@illumera/api-models';
import { Chip } from '../../../ui/chip.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { type RecordColumns, recordColumns } from '../../../ui/records.tsx';
import { ShortId } from '../../../ui/short-id.tsx';
import { CompanyCell } from '../company-cell.tsx';
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
    cell: ({ getValue }) => <Chip look={discrepancyStates[getValue()]} />,
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
    cell: ({ getValue }) => (getValue() === 1 ? 'once' : `${getValue()} times`),
  }),
]);

export const discrepancyColumns = { own, ofAllCompanies: [...own, ...company] };

function Subject({ discrepancy: { externalType, externalId, projectId } }: { discrepancy: Discrepancy }) {
  const id = externalId ?? projectId;
  if (id === null) return null;
  return (
    <span className="text-xs text-muted">
      {externalId === null ? 'project' : (externalType ?? 'entity')} <ShortId id={id} />
    </span>
  );
}
