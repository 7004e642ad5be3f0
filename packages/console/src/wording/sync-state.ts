import type { TimeEntry } from '@illumera/api-models';

type SyncState = Pick<TimeEntry, 'syncStatus' | 'syncError' | 'source'>;

const wordings = {
  synced: ({ source }) => (source === 'align' ? 'Logged in Align' : 'In Align'),
  pending: () => 'On its way to Align',
  error: ({ syncError }) =>
    syncError === null ? 'Could not reach Align' : `Could not reach Align: ${syncError}`,
} satisfies Record<TimeEntry['syncStatus'], (entry: SyncState) => string>;

/** Whether Align knows an entry as it stands here, in words. */
export function syncState(entry: SyncState): string {
  return wordings[entry.syncStatus](entry);
}
