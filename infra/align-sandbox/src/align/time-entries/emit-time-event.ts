import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryRow } from '../../store/rows.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { EventName } from '../../webhooks/event-catalog.ts';
import { hoursText } from '../hours.ts';

type TimeEvent = {
  eventName: Extract<EventName, `time.${string}`>;
  actorUserId: string;
  /** Only where the payload's status is not the entry's own: S3 prints `locked` for approved and unlocked. */
  status?: string;
  /** What this event says beyond the common payload, e.g. who approved. */
  extra?: Record<string, unknown>;
};

/** One of S3's `time.*` events; `entryId` is null, as no work item stands behind entries made by the API. */
export function emitTimeEvent(sandbox: Sandbox, entry: TimeEntryRow, event: TimeEvent): void {
  const { id, organizationId, projectId, userId, workDate, minutes } = entry;
  emitEvent(sandbox, {
    organizationId,
    eventName: event.eventName,
    entityType: 'time_entry',
    entityId: id,
    actorUserId: event.actorUserId,
    payload: {
      timeEntryId: id,
      organizationId,
      projectId,
      userId,
      entryId: null,
      workDate,
      hours: hoursText(minutes),
      minutes,
      status: event.status ?? entry.status,
      ...event.extra,
    },
  });
}
