import type { MemberRow } from '../../store/rows.ts';

/** S1 `POST /projects/:id/members/:userId`, response. */
export function memberShape(member: MemberRow) {
  const { id, projectId, userId, roleOverride, metadata, createdAt } = member;
  return { id, projectId, userId, roleOverride, metadata, createdAt };
}
