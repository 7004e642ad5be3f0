import { findLink } from '../links/find-link.ts';
import type { NewLink } from '../links/write-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { ifRefused } from './if-refused.ts';
import {
  addition,
  findAlignMembership,
  loadMembership,
  membershipId,
  otherEngagements,
} from './membership.ts';
import type { PushContext } from './push-context.ts';

/**
 * Adds a talent to a project at Align (S1 "POST /projects/:id/members/:userId"). A second engagement of the same person on
 * the same project shares the membership that is there.
 */
export async function addProjectMember(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const membership = await loadMembership(context, intent.localId);
  if (membership === undefined) return { kind: 'dead', reason: `there is no engagement ${intent.localId}` };
  if (await findLink(database, scope, { type: 'project_member', id: intent.localId }))
    return { kind: 'done' };

  const found = await findAlignMembership(context, membership);
  if (found.kind === 'missing') return { kind: 'wait', dependency: found.dependency };
  const link: NewLink = {
    externalType: 'project_member',
    externalId: intent.localId,
    alignEntityType: 'project_member',
    alignEntityId: membershipId(found.params),
  };
  for (const id of await otherEngagements(context, intent.localId)) {
    if (await findLink(database, scope, { type: 'project_member', id })) return { kind: 'done', link };
  }

  const added = await ifRefused(
    409,
    align.call('addProjectMember', {
      params: found.params,
      idempotencyKey: intent.localId,
      body: addition(intent.localId),
    }),
  );
  if (added === undefined && !(await isMember(context, found.params))) {
    return { kind: 'dead', reason: 'Align refused the membership, and the talent is not a member' };
  }
  return { kind: 'done', link };
}

async function isMember(
  { align }: PushContext,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<boolean> {
  for (let page = 1; ; page += 1) {
    const members = await align.call('listProjectMembers', {
      params: { projectId },
      query: { page, pageSize: 100 },
    });
    if (members.data.some((member) => member.userId === userId)) return true;
    if (members.data.length < 100) return false;
  }
}
