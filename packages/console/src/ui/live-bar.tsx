import { Pause, Play } from 'lucide-react';
import { useLive } from '../console/live-context.tsx';
import { timeAgo } from '../wording/relative-time.ts';
import { Button } from './button.tsx';
import { useNow } from './use-now.ts';

interface LiveBarProps {
  /** When the page's data was last read, in milliseconds; 0 before the first time. */
  updatedAtMs: number;
}

/** Says how fresh the page is, and lets the reader stop it from changing. */
export function LiveBar({ updatedAtMs }: LiveBarProps) {
  const nowMs = useNow();
  const { paused, setPaused } = useLive();
  const Icon = paused ? Play : Pause;
  const updated =
    updatedAtMs === 0 ? 'Not read yet' : `Updated ${timeAgo(new Date(updatedAtMs).toISOString(), nowMs)}`;
  return (
    <div className="flex items-center gap-3">
      <span className="min-w-36 text-sm sm:text-right text-muted">{updated}</span>
      <output className="sr-only">{paused ? 'Refreshing is paused' : 'The page refreshes by itself'}</output>
      <Button onClick={() => setPaused(!paused)}>
        <Icon aria-hidden className="size-4" />
        <span className="min-w-13 text-left">{paused ? 'Resume' : 'Pause'}</span>
      </Button>
    </div>
  );
}
