import type { TimeEntryStatus } from '../../store/rows.ts';
import type { SwitchValues } from '../../switches/switches.ts';

/** The status of an entry as the REST API shows and counts it. */
export function shownStatus(
  chosen: SwitchValues['approvedStatus'],
  status: TimeEntryStatus,
): TimeEntryStatus {
  return status === 'approved' ? chosen : status;
}
