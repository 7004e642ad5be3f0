import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { sealSecrets } from './bench-secrets.ts';

export interface ConnectedCompany {
  tenantId: string;
  companyId: string;
  connectionId: string;
  alignOrgId: string;
}

/** Companies of one tenant, each with an active connection and a key of its own. */
export async function connectCompanies(database: Database, count: number): Promise<ConnectedCompany[]> {
  const tenantId = uuid();
  await database.insertInto('tenants').values({ id: tenantId, name: 'Bench' }).execute();
  const companies: ConnectedCompany[] = [];
  for (let index = 0; index < count; index += 1) {
    const company = { tenantId, companyId: uuid(), connectionId: uuid(), alignOrgId: `org_${index}` };
    await database
      .insertInto('companyProfiles')
      .values({ id: company.companyId, tenantId, name: `Company ${index}` })
      .execute();
    await database
      .insertInto('alignConnections')
      .values({
        id: company.connectionId,
        tenantId,
        companyId: company.companyId,
        ...sealSecrets(company.connectionId),
        keyLastFour: '0001',
        alignOrgId: company.alignOrgId,
        alignKeyScope: 'organization',
        webhookSubscriptionId: `whs_${index}`,
        webhookUrl: `http://127.0.0.1/${company.connectionId}`,
        routeToken: company.connectionId,
        status: 'active',
      })
      .execute();
    companies.push(company);
  }
  return companies;
}
