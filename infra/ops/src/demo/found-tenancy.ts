import type { Database } from '@illumera/schema';
import { createCompany, createTenant, createUser } from '@illumera/sync';
import { type CompanyKey, companyKeys, demoCompanies, demoTenant } from './plan/companies.ts';
import { everybody } from './plan/people.ts';

/** Makes the demo's tenant with its companies and users, all or nothing. */
export async function foundTenancy(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { id: tenantId } = valueOf(await createTenant(transaction, { name: demoTenant }));
    const companyIds = new Map<CompanyKey, string>();
    for (const key of companyKeys) {
      const { name } = demoCompanies[key];
      companyIds.set(key, valueOf(await createCompany(transaction, { tenantId, name })).id);
    }
    for (const { company, email, name, role, clerkUserId } of everybody) {
      const companyId = company === undefined ? undefined : companyIds.get(company);
      valueOf(await createUser(transaction, { tenantId, companyId, email, name, role, clerkUserId }));
    }
  });
}

function valueOf<Value>(answer: { kind: 'done'; value: Value } | { kind: string }): Value {
  if ('value' in answer) return answer.value;
  throw new Error(`the demo's tenant was refused: ${JSON.stringify(answer)}`);
}
