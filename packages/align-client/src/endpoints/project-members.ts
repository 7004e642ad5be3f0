import { z } from 'zod';
import { ExternalRef } from '../models/external-ref.ts';
import { PageQuery, pageOf } from '../models/page.ts';
import { ProjectMember } from '../models/project-member.ts';
import type { EndpointTable } from './endpoint.ts';

export const projectMemberEndpoints = {
  listProjectMembers: {
    method: 'GET',
    path: '/projects/:projectId/members',
    mutation: false,
    query: PageQuery.optional(),
    response: pageOf(ProjectMember),
  },
  addProjectMember: {
    method: 'POST',
    path: '/projects/:projectId/members/:userId',
    mutation: true,
    request: z.strictObject({ roleOverride: z.enum(['developer', 'manager']), externalRef: ExternalRef }),
    response: ProjectMember,
  },
} as const satisfies EndpointTable;
