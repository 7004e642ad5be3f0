import { z } from 'zod';
import { ExternalRef } from '../models/external-ref.ts';
import { CostSummary, Project, TimeSummary } from '../models/project.ts';
import type { EndpointTable } from './endpoint.ts';

const NewProject = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  timeBillingEnabled: z.boolean(),
  externalRef: ExternalRef,
});

export const projectEndpoints = {
  createProject: {
    method: 'POST',
    path: '/projects',
    mutation: true,
    request: NewProject,
    response: Project,
  },
  updateProject: {
    method: 'PATCH',
    path: '/projects/:projectId',
    mutation: true,
    request: NewProject.partial(),
    response: null,
  },
  getTimeSummary: {
    method: 'GET',
    path: '/projects/:projectId/time-summary',
    mutation: false,
    query: z.strictObject({ status: z.string().optional() }).optional(),
    response: TimeSummary,
  },
  getCostSummary: {
    method: 'GET',
    path: '/projects/:projectId/cost-summary',
    mutation: false,
    response: CostSummary,
  },
} as const satisfies EndpointTable;
