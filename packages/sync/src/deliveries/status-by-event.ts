import type { AlignEventName } from '@illumera/align-client';
import type { TimeEntryStatus } from '@illumera/schema';

/** The status that an event gives its entry. The event's name counts, not `status` in its payload (S1 "Webhook Event Catalog"). */
export const statusByEvent = {
  'time.approved': 'approved',
  'time.rejected': 'rejected',
  'time.locked': 'locked',
  'time.invoiced': 'invoiced',
  'time.unlocked': 'draft',
} as const satisfies Partial<Record<AlignEventName, TimeEntryStatus>>;

/** Of two events with one time the status further along wins, in whichever order they come. */
export const statusesByAdvance = [
  'draft',
  'submitted',
  'rejected',
  'approved',
  'locked',
  'invoiced',
] as const satisfies readonly TimeEntryStatus[];

/** An entry in one of these is soft-deleted when Align deletes it; in any other its hours count already. */
export const deletableStatuses = [
  'draft',
  'submitted',
  'rejected',
] as const satisfies readonly TimeEntryStatus[];
