import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import type { ConnectedCompany } from './connect-companies.ts';

export interface LinkedProject {
  company: ConnectedCompany;
  projectId: string;
  alignId: string;
}

/** One project for each company, created at the stand-in and linked, so that its next change is one PATCH. */
export async function createLinkedProjects(
  database: Database,
  companies: readonly ConnectedCompany[],
  alignBaseUrl: string,
): Promise<LinkedProject[]> {
  const projects: LinkedProject[] = [];
  for (const company of companies) {
    const { tenantId, companyId } = company;
    const projectId = uuid();
    await database
      .insertInto('projects')
      .values({ id: projectId, tenantId, companyId, name: 'before' })
      .execute();
    const alignId = await createAtAlign(alignBaseUrl, projectId);
    await database
      .insertInto('alignEntityLinks')
      .values({
        id: uuid(),
        tenantId,
        companyId,
        alignOrgId: company.alignOrgId,
        externalType: 'project',
        externalId: projectId,
        alignEntityType: 'project',
        alignEntityId: alignId,
      })
      .execute();
    projects.push({ company, projectId, alignId });
  }
  return projects;
}

async function createAtAlign(alignBaseUrl: string, projectId: string): Promise<string> {
  const answer = await fetch(`${alignBaseUrl}/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer setup-${projectId}` },
    body: JSON.stringify({ name: 'before', externalRef: { externalId: projectId } }),
  });
  return ((await answer.json()) as { id: string }).id;
}
