import type { TimelineEvent } from '@illumera/api-models';
import { CircleAlert, CloudCheck, CloudOff, CloudUpload, Split } from 'lucide-react';
import { type Whereabouts as Known, whereIsIt } from './where-is-it.ts';

const looks = {
  there: { icon: CloudCheck, look: 'bg-good-bg text-good-fg' },
  differs: { icon: Split, look: 'bg-warn-bg text-warn-fg' },
  under_way: { icon: CloudUpload, look: 'bg-wait-bg text-wait-fg' },
  stuck: { icon: CircleAlert, look: 'bg-bad-bg text-bad-fg' },
  unlinked: { icon: CloudOff, look: 'bg-quiet-bg text-quiet-fg' },
} as const satisfies Record<Known['state'], unknown>;

/** The answer in one look: where it is, and why. */
export function Whereabouts({ events }: { events: readonly TimelineEvent[] }) {
  const { state, title, reason } = whereIsIt(events);
  const { icon: Icon, look } = looks[state];
  return (
    <output className={`flex gap-3 rounded-lg px-5 py-4 ${look}`}>
      <Icon aria-hidden className="mt-0.5 size-6 shrink-0" />
      <span className="min-w-0 wrap-break-word">
        <span className="block font-display text-lg font-semibold">{title}</span>
        {reason}
      </span>
    </output>
  );
}
