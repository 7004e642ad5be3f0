import type { Sandbox } from '../../sandbox.ts';
import type { ProjectRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';

/** A project of the caller's own organization. */
export function findProject(sandbox: Sandbox, caller: Caller, id: string): ProjectRow | undefined {
  const project = sandbox.store.projects.get(id);
  return project?.organizationId === caller.organizationId ? project : undefined;
}
