import type { Database } from '@illumera/schema';
import type { Actor } from './actor.ts';
import { rowScope } from './row-scope.ts';

export interface CompanyScope {
  tenantId: string;
  companyId?: string;
}

/**
 * The rows of company-wide lists that an actor sees, narrowed to the company asked for.
 * @returns undefined where that company is not the actor's to look at, as is any for a talent
 */
export async function companyScope(
  database: Database,
  actor: Actor,
  companyId: string | undefined,
): Promise<CompanyScope | undefined> {
  const { tenantId, companyId: own, personId } = rowScope(actor);
  if (personId !== undefined) return undefined;
  if (own !== undefined) {
    return companyId === undefined || companyId === own ? { tenantId, companyId: own } : undefined;
  }
  if (companyId === undefined) return { tenantId };
  const company = await database
    .selectFrom('companyProfiles')
    .select('id')
    .where('id', '=', companyId)
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();
  return company === undefined ? undefined : { tenantId, companyId };
}
