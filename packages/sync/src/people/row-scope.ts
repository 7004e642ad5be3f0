import type { Actor } from './actor.ts';

/** The columns that a row must match for an actor to see it. */
export interface RowScope {
  tenantId: string;
  companyId?: string;
  personId?: string;
}

/** No row has this id: it stands where an actor lacks what its role is scoped by. */
const NOBODY = '';

const scopes = {
  platform_admin: (actor) => ({ tenantId: actor.tenantId }),
  company_admin: (actor) => ({ tenantId: actor.tenantId, companyId: actor.companyId ?? NOBODY }),
  talent: (actor) => ({ tenantId: actor.tenantId, personId: actor.personId ?? NOBODY }),
} satisfies Record<Actor['role'], (actor: Actor) => RowScope>;

/**
 * Tells which rows an actor sees: a platform admin every company's of the tenant, a company admin the company's, a talent the own ones. Nobody
 * sees another tenant's.
 */
export function rowScope(actor: Actor): RowScope {
  return scopes[actor.role](actor);
}
