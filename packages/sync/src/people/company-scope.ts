import type { Actor } from './actor.ts';
import { rowScope } from './row-scope.ts';

export interface CompanyScope {
  tenantId?: string;
  companyId?: string;
}

/**
 * The rows of company-wide lists that an actor sees, narrowed to the company asked for.
 * @returns undefined where that company is not the actor's to look at, as is any for a talent
 */
export function companyScope(actor: Actor, companyId: string | undefined): CompanyScope | undefined {
  const { tenantId, companyId: own, personId } = rowScope(actor);
  if (personId !== undefined) return undefined;
  if (own === undefined) return companyId === undefined ? {} : { companyId };
  if (companyId !== undefined && companyId !== own) return undefined;
  return { ...(tenantId === undefined ? {} : { tenantId }), companyId: own };
}
