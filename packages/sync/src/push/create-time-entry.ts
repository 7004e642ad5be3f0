import { findLink } from '../links/find-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import type { PushedTimeEntry } from './load-time-entry.ts';
import { externalRef, type PushContext } from './push-context.ts';

/**
 * Creates a time entry at Align as a draft (S1 "POST /projects/:id/time-entries").
 * @returns the Align id, or what has to reach Align first
 */
export async function createTimeEntryAtAlign(
  context: PushContext,
  entry: PushedTimeEntry,
): Promise<string | Outcome> {
  const { database, align, scope } = context;
  const projectId = await findLink(database, scope, { type: 'project', id: entry.projectId });
  if (projectId === undefined) return { kind: 'wait', dependency: { type: 'project', id: entry.projectId } };
  const userId = await findLink(database, scope, { type: 'user', id: entry.userId });
  if (userId === undefined) return { kind: 'wait', dependency: { type: 'user', id: entry.userId } };
  if (await membershipIsOnItsWay(context, entry.engagementId)) {
    return { kind: 'wait', dependency: { type: 'project_member', id: entry.engagementId } };
  }
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

/** Hours logged right after an acceptance do not overtake the membership. */
async function membershipIsOnItsWay(
  { database, scope }: PushContext,
  engagementId: string,
): Promise<boolean> {
  const unsettled = await database
    .selectFrom('alignSyncOutbox')
    .select('id')
    .where('companyId', '=', scope.companyId)
    .where('entityFamily', '=', 'project_member')
    .where('localId', '=', engagementId)
    .where('operation', '=', 'upsert')
    .where('status', 'in', ['pending', 'processing'])
    .executeTakeFirst();
  return unsettled !== undefined;
}
