import type { Outcome } from '../outbox/outcome.ts';
import type { PushedTimeEntry } from './load-time-entry.ts';
import { externalRef, type PushContext } from './push-context.ts';

/**
 * Creates a time entry at Align as a draft (S1 "POST /projects/:id/time-entries").
 * @returns the Align id, or what has to reach Align first
 */
export async function createTimeEntryAtAlign(
  { align }: PushContext,
  entry: PushedTimeEntry,
): Promise<string | Outcome> {
  const { alignProjectId: projectId, alignUserId: userId } = entry;
  if (projectId === null) return { kind: 'wait', dependency: { type: 'project', id: entry.projectId } };
  if (userId === null) return { kind: 'wait', dependency: { type: 'user', id: entry.userId } };
  // Hours logged right after an acceptance do not overtake the membership.
  if (entry.isMembershipOnItsWay)
    return { kind: 'wait', dependency: { type: 'project_member', id: entry.engagementId } };
  const created = await align.call('createTimeEntry', {
    params: { projectId },
    idempotencyKey: entry.id,
    body: {
      userId,
      workDate: entry.workDate,
      minutes: entry.minutes,
      ...(entry.notes === null ? {} : { description: entry.notes }),
      billable: true,
      externalRef: externalRef('time_entry', entry.id),
    },
  });
  return created.id;
}
