import type { ReconciliationRun } from '@illumera/api-models';
import { Chip } from '../../../ui/chip.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { type RecordColumns, recordColumns } from '../../../ui/records.tsx';
import { CompanyCell } from '../company-cell.tsx';
import { runScopes, runStates } from './run-looks.ts';
import { runResult } from './run-result.ts';

const helper = recordColumns<ReconciliationRun>();

const company: RecordColumns<ReconciliationRun> = helper.columns([
  helper.accessor('companyId', {
    header: 'Company',
    cell: ({ getValue }) => <CompanyCell companyId={getValue()} />,
  }),
]);

const own: RecordColumns<ReconciliationRun> = helper.columns([
  helper.accessor('scope', {
    header: 'Compared',
    cell: ({ row: { original } }) => (
      <>
        <span className="block font-semibold">{runScopes[original.scope]}</span>
        <span className="text-xs text-muted">
          {original.requestedBy === null ? 'by the clock' : 'asked for'}
        </span>
      </>
    ),
  }),
  helper.accessor('state', {
    header: 'State',
    cell: ({ getValue }) => <Chip look={runStates[getValue()]} />,
  }),
  helper.accessor('counts', {
    header: 'Result',
    cell: ({ row: { original } }) => (
      <ul className="max-w-xl">
        {runResult(original).map((line) => (
          <li key={line} className="wrap-break-word">
            {line}
          </li>
        ))}
      </ul>
    ),
  }),
  helper.accessor('createdAt', { header: 'Begun', cell: ({ getValue }) => <Moment at={getValue()} /> }),
  helper.accessor('finishedAt', {
    header: 'Ended',
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? '–' : <Moment at={at} />;
    },
  }),
]);

export const runColumns = { own, ofAllCompanies: [...own, ...company] };
