import type { Database } from '@illumera/schema';
import { findActor } from '@illumera/sync';
import { type CompanyKey, companyKeys, demoCompanies } from './plan/companies.ts';
import { platformAdmin } from './plan/people.ts';

export interface DemoTenancy {
  tenantId: string;
  companyIds: Record<CompanyKey, string>;
}

/** Finds the demo's tenant by its platform admin, whose id at the token issuer is unique; undefined where there is none. */
export async function loadTenancy(database: Database): Promise<DemoTenancy | undefined> {
  const admin = await findActor(database, platformAdmin.clerkUserId);
  if (admin === undefined) return undefined;
  const { tenantId } = admin;
  const companies = await database
    .selectFrom('companyProfiles')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .execute();
  const idOf = (key: CompanyKey) => {
    const found = companies.find(({ name }) => name === demoCompanies[key].name);
    if (found === undefined)
      throw new Error(`the demo's tenant has lost its company ${demoCompanies[key].name}`);
    return found.id;
  };
  const companyIds = Object.fromEntries(companyKeys.map((key) => [key, idOf(key)]));
  return { tenantId, companyIds: companyIds as Record<CompanyKey, string> };
}
