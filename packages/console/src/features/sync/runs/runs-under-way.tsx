import { useLiveQuery } from '../../../console/use-live-query.ts';
import { runScopes } from './run-looks.ts';

/** Says which comparisons of a company run now, whatever the table is narrowed to. */
export function RunsUnderWay({ companyId }: { companyId: string }) {
  const { data } = useLiveQuery('listRuns', { query: { companyId, status: 'running' } });
  const scopes = [...new Set(data?.data.map(({ scope }) => runScopes[scope]))];
  return (
    <output className="text-sm text-muted not-empty:mr-4">
      {scopes.length === 0 ? null : `Under way: ${scopes.join('; ')}`}
    </output>
  );
}
