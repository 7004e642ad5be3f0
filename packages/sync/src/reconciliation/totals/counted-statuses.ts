import type { TimeEntryStatus } from '@illumera/schema';

/**
 * The statuses whose hours count. An approved entry becomes locked and then invoiced, and Align may call an approved one
 * locked, so that only all of them together can be compared.
 */
export const countedStatuses = [
  'approved',
  'locked',
  'invoiced',
] as const satisfies readonly TimeEntryStatus[];
