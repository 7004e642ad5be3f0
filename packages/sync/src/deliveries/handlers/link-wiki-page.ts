import { linkEventData } from '@illumera/align-client';
import { ignored, refused } from '../delivery-outcome.ts';
import type { EventHandler } from '../event-handler.ts';
import { confirmLink } from './confirm-link.ts';
import { ownReference } from './own-reference.ts';

/** Confirms the link of a project's staffing page (S1 "wiki_page.created"), which goes by the project's id. */
export const linkWikiPage: EventHandler = {
  kind: 'plain',
  handle: async (transaction, context) => {
    const projectId = ownReference(context.event, 'wiki_page');
    if (projectId === undefined) return ignored('it refers to no project of ours');
    const { alignEntityId } = linkEventData(context.event);
    if (alignEntityId === undefined) return ignored('it names no page');
    const project = await transaction
      .selectFrom('projects')
      .select('id')
      .where('id', '=', projectId)
      .where('tenantId', '=', context.scope.tenantId)
      .where('companyId', '=', context.scope.companyId)
      .executeTakeFirst();
    if (project === undefined) return refused(`no project ${projectId} in this company`);
    return confirmLink(transaction, context, {
      externalType: 'wiki_page',
      externalId: projectId,
      alignEntityType: 'wiki_page',
      alignEntityId,
    });
  },
};
