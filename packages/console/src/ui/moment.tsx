import { exactTime } from '../wording/exact-time.ts';
import { timeAgo } from '../wording/relative-time.ts';
import { useNow } from './use-now.ts';

/** An instant: how long ago, and exactly when. */
export function Moment({ at }: { at: string }) {
  const nowMs = useNow();
  return (
    <time dateTime={at} title={at} className="block whitespace-nowrap">
      {timeAgo(at, nowMs)}
      <span className="block text-xs text-muted">{exactTime(at)}</span>
    </time>
  );
}
