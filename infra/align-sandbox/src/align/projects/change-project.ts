import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { findProject } from './find-project.ts';
import { projectShape } from './project-shape.ts';

/** S1 `PATCH /projects/:id`: the fields of a create, and the status. */
export const ProjectChanges = z.object({
  name: z.string().min(1).max(300).optional(),
  description: z.string().max(20_000).nullable().optional(),
  status: z.string().min(1).max(50).optional(),
  timeBillingEnabled: z.boolean().optional(),
});
type ProjectChange = { id: string; changes: z.output<typeof ProjectChanges> };

/** Writes the given fields of a project. */
export function changeProject(sandbox: Sandbox, caller: Caller, { id, changes }: ProjectChange): Answer {
  const project = findProject(sandbox, caller, id);
  if (project === undefined) return notFound('The project');
  const after = {
    ...project,
    name: changes.name ?? project.name,
    description: changes.description === undefined ? project.description : changes.description,
    status: changes.status ?? project.status,
    timeBillingEnabled: changes.timeBillingEnabled ?? project.timeBillingEnabled,
  };
  sandbox.store.projects.change(id, after);
  return ok(projectShape(after));
}
