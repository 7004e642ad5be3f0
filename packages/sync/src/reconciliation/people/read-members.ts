import type { ProjectMember } from '@illumera/align-client';
import { membershipId } from '../../push/membership.ts';
import type { LinkedProject } from '../find-linked-projects.ts';
import type { Part } from '../part.ts';
import type { StepContext } from '../step.ts';

/**
 * The members of a project (S0 "Endpoints to Poll"). Align names a membership by an id of its own; ours goes by its project
 * and user, which stands beside it as `membershipId`.
 */
export function membersOf({ align }: StepContext, project: LinkedProject): Part<ProjectMember> {
  const projectId = project.alignId;
  return {
    kind: 'project_member',
    name: projectId,
    what: `the members of project ${project.id}`,
    fetch: (query) => align.call('listProjectMembers', { params: { projectId }, query }),
    toRow: ({ id, userId }) => ({
      remoteId: id,
      data: { userId, membershipId: membershipId({ projectId, userId: userId ?? '' }) },
    }),
  };
}
