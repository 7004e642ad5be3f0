import { linkEventData } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { findLink } from '../../links/find-link.ts';
import { ignored, refused } from '../delivery-outcome.ts';
import type { EventContext, EventHandler } from '../event-handler.ts';
import { confirmLink } from './confirm-link.ts';
import { ownReference } from './own-reference.ts';

/** Confirms the link of an accepted engagement (S1 "project_member.added"); its Align id is `<project>:<user>`. */
export const linkProjectMember: EventHandler = {
  kind: 'plain',
  handle: async (transaction, context) => {
    const engagementId = ownReference(context.event, 'project_member');
    if (engagementId === undefined) return ignored('it refers to no engagement of ours');
    const { projectId, userId } = linkEventData(context.event);
    if (projectId === undefined || userId === undefined) return ignored('it names no project and user');
    const engagement = await findEngagement(transaction, context, engagementId);
    if (engagement === undefined) return refused(`no accepted engagement ${engagementId} in this company`);
    const project = await findLink(transaction, context.scope, { type: 'project', id: engagement.projectId });
    if (project !== undefined && project !== projectId) {
      return refused(`the engagement belongs to Align's project ${project}`);
    }
    return confirmLink(transaction, context, {
      externalType: 'project_member',
      externalId: engagementId,
      alignEntityType: 'project_member',
      alignEntityId: `${projectId}:${userId}`,
    });
  },
};

function findEngagement(transaction: Database, { scope }: EventContext, engagementId: string) {
  return transaction
    .selectFrom('engagements')
    .select('projectId')
    .where('id', '=', engagementId)
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('status', '=', 'accepted')
    .executeTakeFirst();
}
