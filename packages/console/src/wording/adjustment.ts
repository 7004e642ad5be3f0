import type { TimeEntry } from '@illumera/api-models';
import { calendarDate } from './exact-time.ts';
import { workDuration } from './work-duration.ts';

/** What an adjustment replaces, in words; its original may be on a page that was not read. */
export function adjustmentOf(original: Pick<TimeEntry, 'workDate' | 'minutes'> | undefined): string {
  return original === undefined
    ? 'Adjustment of an earlier entry that was rejected'
    : `Adjustment of the rejected ${workDuration(original.minutes)} on ${calendarDate(original.workDate)}`;
}

/** Finds what an adjustment replaces, and what replaced a rejected entry. */
export function relatedEntries<Entry extends Pick<TimeEntry, 'id' | 'adjustsEntryId'>>(
  entry: Entry,
  entries: readonly Entry[],
): { original: Entry | undefined; adjustment: Entry | undefined } {
  return {
    original: entries.find(({ id }) => id === entry.adjustsEntryId),
    adjustment: entries.find(({ adjustsEntryId }) => adjustsEntryId === entry.id),
  };
}
