import type { UserRow } from '../../store/rows.ts';

/** A user as `GET /users/:id` answers; the documents name the call but print no body. */
export function userShape(user: UserRow) {
  const { id, organizationId, email, name, role, status, metadata, createdAt, updatedAt } = user;
  return { id, organizationId, email, name, role, status, metadata, createdAt, updatedAt };
}
