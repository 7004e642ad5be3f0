import type { OutboxEntityType, OutboxOperation } from '@illumera/schema';
import { addProjectMember } from './add-project-member.ts';
import { deleteTimeEntryAtAlign } from './delete-time-entry.ts';
import type { Pusher } from './push-context.ts';
import { pushProject } from './push-project.ts';
import { pushTimeEntry } from './push-time-entry.ts';
import { pushUser } from './push-user.ts';
import { pushWikiPage } from './push-wiki-page.ts';
import { removeProjectMember } from './remove-project-member.ts';
import { submitTimeEntryAtAlign } from './submit-time-entry.ts';

export type PushKey = `${OutboxEntityType}.${OutboxOperation}`;

/** What brings each kind of intent to Align. */
export const pushers = {
  'project.upsert': pushProject,
  'project.delete': notOffered('delete a project'),
  'user.upsert': pushUser,
  'user.delete': notOffered('delete a user'),
  'project_member.upsert': addProjectMember,
  'project_member.delete': removeProjectMember,
  'time_entry.upsert': pushTimeEntry,
  'time_entry.delete': deleteTimeEntryAtAlign,
  'time_entry_submit.upsert': submitTimeEntryAtAlign,
  'time_entry_submit.delete': notOffered('withdraw a submission'),
  'wiki_page.upsert': pushWikiPage,
  'wiki_page.delete': notOffered('delete a wiki page'),
} satisfies Record<PushKey, Pusher>;

/** Align documents no such call, and none is implied; the intent says so instead of being tried. */
function notOffered(act: string): Pusher {
  return async () => ({ kind: 'dead', reason: `Align offers no call to ${act}` });
}
