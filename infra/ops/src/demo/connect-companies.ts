import type { DemoWorld } from './demo-world.ts';
import type { DemoTenancy } from './load-tenancy.ts';
import { type CompanyKey, companyKeys, demoCompanies } from './plan/companies.ts';
import { companyAdmins } from './plan/people.ts';

/** Connects each company that is not connected to an organization of its own, as its admin would (S2 "Connecting"). */
export async function connectCompanies(world: DemoWorld, { companyIds }: DemoTenancy): Promise<void> {
  for (const key of companyKeys) {
    const api = world.apiAs(companyAdmins[key]);
    const companyId = companyIds[key];
    const { data } = await api('listConnections', { query: { companyId } });
    if (data.some(({ status }) => status === 'active')) continue;
    const organizationId = await findOrganization(world, key);
    const apiKey = await world.control.mintKey({ organizationId });
    await api('connectAlign', { body: { companyId, apiKey } });
  }
}

async function findOrganization({ control }: DemoWorld, key: CompanyKey): Promise<string> {
  const { organization: name, alignAdmin } = demoCompanies[key];
  const existing = (await control.listOrganizations()).find((organization) => organization.name === name);
  if (existing !== undefined) return existing.organizationId;
  const { name: adminName, email: adminEmail } = alignAdmin;
  const made = await control.createOrganization({ name, adminName, adminEmail });
  return made.organizationId;
}
