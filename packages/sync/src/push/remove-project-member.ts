import { v4 as uuid } from 'uuid';
import { findLink } from '../links/find-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { ifRefused } from './if-refused.ts';
import { addition, otherEngagements } from './membership.ts';
import { intentKey, type PushContext } from './push-context.ts';

/**
 * Takes a talent off a project at Align when the engagement that ended was the last one there. One whose membership never
 * reached Align needs no call. Another engagement may begin or end while Align answers, so that it goes on until Align has
 * been told what stands here.
 */
export async function removeProjectMember(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const membership = await findLink(database, scope, { type: 'project_member', id: intent.localId });
  if (membership === undefined) return { kind: 'done' };
  const [projectId = '', userId = ''] = membership.split(':');
  const params = { projectId, userId };

  // An earlier attempt may have taken the talent off.
  let isMember = intent.sentBefore === null ? true : undefined;
  let idempotencyKey = intentKey(context);
  for (;;) {
    const [engagementId] = await otherEngagements(context, intent.localId);
    const isWanted = engagementId !== undefined;
    if (isWanted === isMember) return { kind: 'done', unlink: true };
    if (isWanted) {
      const body = addition(engagementId);
      await ifRefused(409, align.call('addProjectMember', { params, idempotencyKey: uuid(), body }));
    } else {
      await ifRefused(404, align.call('removeProjectMember', { params, idempotencyKey }));
      idempotencyKey = uuid();
    }
    isMember = isWanted;
  }
}
