import type { RunningAlign } from '../../programs/start-align.ts';
import type { CompanySize } from './load-company.ts';

/** What the calls came to, of so many users and of entries edited so many times each. */
export function callFigures(
  arrivals: Awaited<ReturnType<RunningAlign['arrivals']>>,
  size: CompanySize,
  edits: number,
): Record<string, number> {
  const invitations = arrivals.filter(({ path }) => path.startsWith('/users')).length;
  const patches = arrivals.filter(
    ({ method, path }) => method === 'PATCH' && path.startsWith('/time-entries'),
  ).length;
  return {
    'calls per user': invitations / size.users,
    'edits per call': (edits * size.entries) / Math.max(1, patches),
    calls: arrivals.length,
  };
}
