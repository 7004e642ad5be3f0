import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Project, Slot } from '../models/project.ts';
import { Id, Name, Paging, pageOf } from '../models/scalars.ts';

const roles = ['company_admin'] as const;
const params = z.object({ id: Id });
const Description = z.string().max(10_000);
const slotFields = {
  title: Name,
  hours: z.int().min(1).max(100_000),
  durationWeeks: z.int().min(1).max(1_000),
};

export const projectRoutes = {
  createProject: defineRoute({
    method: 'POST',
    path: '/api/projects',
    summary: 'Creates a project, here and in Align',
    tag: 'projects',
    roles,
    body: z.strictObject({ companyId: Id, name: Name, description: Description.optional() }),
    answer: { status: 201, model: Project },
  }),
  listProjects: defineRoute({
    method: 'GET',
    path: '/api/projects',
    summary: 'Lists the projects of the company',
    tag: 'projects',
    roles,
    query: Paging.extend({ status: Project.shape.status.optional() }),
    answer: { status: 200, model: pageOf(Project) },
  }),
  readProject: defineRoute({
    method: 'GET',
    path: '/api/projects/:id',
    summary: 'Reads one project with its slots',
    tag: 'projects',
    roles,
    params,
    answer: { status: 200, model: Project.extend({ slots: z.array(Slot) }) },
  }),
  updateProject: defineRoute({
    method: 'PATCH',
    path: '/api/projects/:id',
    summary: 'Changes a project, here and in Align',
    tag: 'projects',
    roles,
    params,
    body: z.strictObject({ name: Name.optional(), description: Description.nullable().optional() }),
    answer: { status: 200, model: Project },
  }),
  activateProject: defineRoute({
    method: 'POST',
    path: '/api/projects/:id/activate',
    summary: 'Activates a project and writes its staffing page in Align',
    tag: 'projects',
    roles,
    params,
    answer: { status: 200, model: Project },
  }),
  createSlot: defineRoute({
    method: 'POST',
    path: '/api/projects/:id/slots',
    summary: 'Adds an open role; on an active project the staffing page follows',
    tag: 'projects',
    roles,
    params,
    body: z.strictObject(slotFields),
    answer: { status: 201, model: Slot },
  }),
  updateSlot: defineRoute({
    method: 'PATCH',
    path: '/api/projects/:id/slots/:slotId',
    summary: 'Changes a role; on an active project the staffing page follows',
    tag: 'projects',
    roles,
    params: params.extend({ slotId: Id }),
    body: z.strictObject({
      title: slotFields.title.optional(),
      hours: slotFields.hours.optional(),
      durationWeeks: slotFields.durationWeeks.optional(),
      status: Slot.shape.status.optional(),
    }),
    answer: { status: 200, model: Slot },
  }),
  deleteSlot: defineRoute({
    method: 'DELETE',
    path: '/api/projects/:id/slots/:slotId',
    summary: 'Removes a role; on an active project the staffing page follows',
    tag: 'projects',
    roles,
    params: params.extend({ slotId: Id }),
    answer: { status: 204 },
  }),
};
