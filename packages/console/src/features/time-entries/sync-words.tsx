import type { TimeEntry } from '@illumera/api-models';
import { CloudAlert, CloudCheck, CloudUpload } from 'lucide-react';
import { syncState } from '../../wording/sync-state.ts';

const looks = {
  synced: { icon: CloudCheck, look: 'text-muted' },
  pending: { icon: CloudUpload, look: 'text-brand' },
  error: { icon: CloudAlert, look: 'text-bad-fg' },
} as const satisfies Record<TimeEntry['syncStatus'], unknown>;

/** Whether Align has an entry as it stands here. */
export function SyncWords({ entry }: { entry: TimeEntry }) {
  const { icon: Icon, look } = looks[entry.syncStatus];
  return (
    <span className={`inline-flex items-start gap-1.5 text-sm ${look}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-break-word">{syncState(entry)}</span>
    </span>
  );
}
