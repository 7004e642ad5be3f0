import type { TimeEntryRow } from '../../store/rows.ts';

/** Whether an entry may be changed: a draft, or one rejected or unlocked that is being corrected (S3). */
export function isOpen({ status, isUnlocked }: Pick<TimeEntryRow, 'status' | 'isUnlocked'>): boolean {
  return status === 'draft' || status === 'rejected' || isUnlocked;
}
