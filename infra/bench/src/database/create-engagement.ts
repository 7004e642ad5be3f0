import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import type { ConnectedCompany } from './connect-companies.ts';

export interface BenchEngagement {
  tenantId: string;
  companyId: string;
  projectId: string;
  engagementId: string;
  personId: string;
  userId: string;
}

/** A talent at work on a project of the company. */
export async function createEngagement(
  database: Database,
  { tenantId, companyId }: ConnectedCompany,
): Promise<BenchEngagement> {
  const [userId, personId, projectId, engagementId] = [uuid(), uuid(), uuid(), uuid()];
  await database
    .insertInto('users')
    .values({ id: userId, tenantId, email: `${userId}@example.test`, name: 'Ada Park', role: 'talent' })
    .execute();
  await database.insertInto('personProfiles').values({ id: personId, tenantId, userId }).execute();
  await database
    .insertInto('projects')
    .values({ id: projectId, tenantId, companyId, name: 'Pilot' })
    .execute();
  await database
    .insertInto('engagements')
    .values({ id: engagementId, tenantId, companyId, projectId, personId, status: 'accepted' })
    .execute();
  return { tenantId, companyId, projectId, engagementId, personId, userId };
}
