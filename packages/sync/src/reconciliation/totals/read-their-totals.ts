import { type AlignClient, AlignApiError, type CostSummary } from '@illumera/align-client';
import { countedMinutes } from './compare-minutes.ts';

export interface TheirTotals {
  minutes: number;
  cost: CostSummary;
}

/**
 * Asks Align what counts of a project; undefined where it has no such project. The minutes come by status, or, where Align
 * names none, from the summary of `status=approved` (S1 "GET /projects/:id/time-summary").
 * @throws what the client throws
 */
export async function readTheirTotals(
  align: AlignClient,
  projectId: string,
): Promise<TheirTotals | undefined> {
  const params = { projectId };
  try {
    const all = await align.call('getTimeSummary', { params });
    const summary = all.byStatus
      ? all
      : await align.call('getTimeSummary', { params, query: { status: 'approved' } });
    return { minutes: countedMinutes(summary), cost: await align.call('getCostSummary', { params }) };
  } catch (error) {
    if (error instanceof AlignApiError && error.status === 404) return undefined;
    throw error;
  }
}
