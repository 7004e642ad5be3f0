import type { Role } from '@illumera/api-models';
import type { Actor } from '@illumera/sync';
import { ProblemError } from '../problems/problem-error.ts';

/** Throws a `ProblemError` `forbidden` where an actor's role is not among those a route is for. */
export function requireRole(actor: Actor, roles: readonly Role[]): void {
  if (roles.includes(actor.role)) return;
  const allowed = roles.map((role) => role.replace('_', ' ')).join(' or ');
  throw new ProblemError('forbidden', `This is for a ${allowed}; you are a ${actor.role.replace('_', ' ')}.`);
}
