import type { ReleaseRow } from '../../store/rows.ts';

/** What proves a release; the documents name the call and print no body. */
export function evidenceShape(release: ReleaseRow) {
  const { id, projectId, organizationId, name, status, releasedAt, evidence } = release;
  return { releaseId: id, projectId, organizationId, name, status, releasedAt, evidence };
}
