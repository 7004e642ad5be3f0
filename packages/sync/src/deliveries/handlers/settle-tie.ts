import { type AlignEvent, timeEventData } from '@illumera/align-client';
import { type Database, type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { findLink } from '../../links/find-link.ts';
import type { Question } from '../ask-align.ts';
import type { EventContext, LinkedEntity } from '../event-handler.ts';
import { statusesByAdvance } from '../status-by-event.ts';

export interface TiedEntry {
  entry: LinkedEntity;
  /** What the entry is, by an event of the same time. */
  current: { status: TimeEntryStatus; rejectionReason: string | null; projectId: string };
  /** What this event makes it. */
  status: TimeEntryStatus;
}

export type TieSettlement =
  | { kind: 'ask'; question: Question }
  /** Align's own word, as an event would bring it. */
  | { kind: 'answered'; status: TimeEntryStatus; event: AlignEvent }
  /** Align cannot say: the status further along stays. */
  | { kind: 'guessed'; isAhead: boolean };

/** Which of two events of one time holds: Align is asked how the entry stands. */
export async function settleTie(
  database: Database,
  context: EventContext,
  { entry, current, status }: TiedEntry,
): Promise<TieSettlement> {
  const { event, scope, reply } = context;
  const { projectId: named, workDate } = timeEventData(event);
  const alignProjectId =
    named ?? (await findLink(database, scope, { type: 'project', id: current.projectId }));
  if (reply === undefined && alignProjectId !== undefined) {
    const question = { about: 'time_entry', alignProjectId, alignEntryId: entry.alignId, workDate } as const;
    return { kind: 'ask', question };
  }
  const answer = reply?.about === 'time_entry' ? reply.entry : undefined;
  const answered = timeEntryStatuses.find((known) => known === answer?.status);
  if (answer === undefined || answered === undefined) {
    return { kind: 'guessed', isAhead: advanceOf(status) > advanceOf(current.status) };
  }
  // Only the event of the rejection tells its reason.
  const reason = current.status === 'rejected' ? current.rejectionReason : event.data['reason'];
  const data = { ...event.data, ...answer, reason };
  return {
    kind: 'answered',
    status: answered === 'locked' ? lockedMeans([current.status, status]) : answered,
    event: { ...event, data },
  };
}

/** Align calls an approved entry locked (S3 "time.approved"); it is that here only where it was locked by an event of its own. */
function lockedMeans(tied: readonly TimeEntryStatus[]): TimeEntryStatus {
  return tied.includes('locked') ? 'locked' : 'approved';
}

const advanceOf = (status: TimeEntryStatus) => statusesByAdvance.indexOf(status);
