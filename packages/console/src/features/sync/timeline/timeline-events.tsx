import type { TimelineEvent } from '@illumera/api-models';
import { ArrowDownLeft, ArrowUpRight, Link2, Split } from 'lucide-react';
import { Moment } from '../../../ui/moment.tsx';

const kinds = {
  intent: { icon: ArrowUpRight, words: 'To Align' },
  link: { icon: Link2, words: 'Link' },
  delivery: { icon: ArrowDownLeft, words: 'From Align' },
  discrepancy: { icon: Split, words: 'Difference' },
} as const satisfies Record<TimelineEvent['kind'], unknown>;

/** All that happened, newest first. */
export function TimelineEvents({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol aria-label="What happened, newest first" className="space-y-0 border-l-2 border-line">
      {events.toReversed().map((event) => {
        const { icon: Icon, words } = kinds[event.kind];
        return (
          <li
            key={`${event.kind}/${event.id}`}
            className="relative grid gap-x-6 gap-y-1 py-3 pl-7 sm:grid-cols-[11rem_1fr]"
          >
            <span className="absolute top-3.5 -left-[0.8125rem] rounded-full border border-line bg-surface p-1 text-brand">
              <Icon aria-hidden className="size-4" />
            </span>
            <div className="text-sm">
              <Moment at={event.at} />
            </div>
            <div className="min-w-0 wrap-break-word">
              <p>
                <span className="text-sm text-muted">{words}: </span>
                <span className="font-semibold">{event.title}</span>
                {event.status === null ? null : <span className="text-sm"> · {event.status}</span>}
              </p>
              {event.detail === null ? null : <p className="text-sm text-muted">{event.detail}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
