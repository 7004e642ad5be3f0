import type { TimeSummary } from '@illumera/align-client';
import { countedStatuses } from './counted-statuses.ts';
import type { Difference } from './difference.ts';

/** How many of Align's minutes count; where it names no statuses, the summary is the one of `status=approved`. */
export function countedMinutes({ byStatus, totalMinutes }: TimeSummary): number {
  if (byStatus === null || byStatus === undefined) return totalMinutes;
  return countedStatuses.reduce((total, status) => total + (byStatus[status] ?? 0), 0);
}

/** Compares a project's counted minutes, which are whole numbers on both sides (S1 "Nightly Reconciliation"). */
export function compareMinutes(illumeraMinutes: number, alignMinutes: number): Difference[] {
  if (illumeraMinutes === alignMinutes) return [];
  return [
    { field: 'approved_minutes', illumeraValue: String(illumeraMinutes), alignValue: String(alignMinutes) },
  ];
}
