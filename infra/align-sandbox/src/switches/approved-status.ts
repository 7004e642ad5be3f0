import type { TimeEntryStatus } from '../store/rows.ts';
import { choice } from './define-switch.ts';
import type { SwitchValues } from './switches.ts';

export const approvedStatus = choice({
  title: 'Status when approved',
  explains: 'S3 says that approving locks an entry, S1 tells approved from locked.',
  standard: 'approved',
  choices: {
    approved: 'REST shows an approved entry as approved',
    locked: 'REST shows an approved entry as locked',
  },
});

/** The status of an entry as the REST API shows and counts it. */
export function shownStatus(
  chosen: SwitchValues['approvedStatus'],
  status: TimeEntryStatus,
): TimeEntryStatus {
  return status === 'approved' ? chosen : status;
}
