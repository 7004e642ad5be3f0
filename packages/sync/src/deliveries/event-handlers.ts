import type { AlignEventName } from '@illumera/align-client';
import type { EventHandler } from './event-handler.ts';
import { deleteTimeEntry } from './handlers/delete-time-entry.ts';
import { logAlignEntry, submitAlignEntry, updateAlignEntry } from './handlers/follow-align-entry.ts';
import { keep } from './handlers/keep.ts';
import { keepReleaseEvidence } from './handlers/keep-release-evidence.ts';
import { linkProjectMember } from './handlers/link-project-member.ts';
import { linkWikiPage } from './handlers/link-wiki-page.ts';
import { moveTimeEntry } from './handlers/move-time-entry.ts';
import { renameUser } from './handlers/rename-user.ts';
import { statusByEvent } from './status-by-event.ts';

const kept = keep('kept as a record');
const startedHere = keep('such changes go from Illumera to Align');

/** What each event does (S1 "Webhook Event Catalog"; the rest of S3 "Available Events" is kept as a record). */
const eventHandlers = {
  'time.approved': moveTimeEntry(statusByEvent['time.approved']),
  'time.rejected': moveTimeEntry(statusByEvent['time.rejected']),
  'time.locked': moveTimeEntry(statusByEvent['time.locked']),
  'time.invoiced': moveTimeEntry(statusByEvent['time.invoiced']),
  'time.unlocked': moveTimeEntry(statusByEvent['time.unlocked']),
  'time.deleted': deleteTimeEntry,
  'time.logged': logAlignEntry,
  'time.submitted': submitAlignEntry,
  'time.updated': updateAlignEntry,
  'project_member.added': linkProjectMember,
  'project_member.updated': linkProjectMember,
  'project_member.removed': startedHere,
  'user.invited': startedHere,
  'user.linked': startedHere,
  'user.updated': renameUser,
  'wiki_page.created': linkWikiPage,
  'wiki_page.updated': startedHere,
  'integration_link.created': kept,
  'integration_link.updated': kept,
  'invoice.paid': kept,
  'invoice.finalized': kept,
  'entry.created': kept,
  'entry.updated': kept,
  'entry.status_changed': kept,
  'entry.assigned': kept,
  'entry.commented': kept,
  'release.created': kept,
  'release.released': keepReleaseEvidence,
  'release.status_changed': kept,
  'agreement.signed': kept,
  'cost.approved': kept,
  'cost.rejected': kept,
  'pr.merged': kept,
  'commit.linked': kept,
  'webhook.test': keep('a test delivery'),
} satisfies Record<AlignEventName, EventHandler>;

const unknownEvent = keep('an event that is not known here');
const handlersByName: ReadonlyMap<string, EventHandler> = new Map(Object.entries(eventHandlers));

/** Finds what an event does; one that nobody told of is kept as a record. */
export function findHandler(eventName: string): EventHandler {
  return handlersByName.get(eventName) ?? unknownEvent;
}
