import type { ProjectRow } from '../../store/rows.ts';

/** S1 `POST /projects`, response. */
export function projectShape(project: ProjectRow) {
  const { id, name, description, status, organizationId, clientId, createdAt } = project;
  return { id, name, description, status, organizationId, clientId, createdAt };
}
