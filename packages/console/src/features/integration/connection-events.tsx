import type { Connection } from '@illumera/api-models';
import { Notice } from '../../ui/notice.tsx';

/** Which of Align's events arrive, and which Align refused to send. */
export function ConnectionEvents({
  connection: { subscribedEvents, refusedEvents },
}: {
  connection: Connection;
}) {
  return (
    <div className="space-y-4">
      {refusedEvents.length === 0 ? null : (
        <Notice tone="warn" title={`Align does not send ${refusedEvents.length} of the events asked for`}>
          <p>What they would tell does not arrive by itself:</p>
          <EventList label="Refused events" events={refusedEvents} />
        </Notice>
      )}
      <details className="text-sm">
        <summary className="cursor-pointer font-semibold">
          {subscribedEvents.length} events are subscribed to
        </summary>
        <EventList label="Subscribed events" events={subscribedEvents} />
      </details>
    </div>
  );
}

function EventList({ label, events }: { label: string; events: readonly string[] }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-4 gap-y-1 pt-2 font-mono text-xs">
      {events.map((event) => (
        <li key={event}>{event}</li>
      ))}
    </ul>
  );
}
