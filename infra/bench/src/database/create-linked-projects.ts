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
  for (const company of companies) projects.push(await createLinkedProject(database, company, alignBaseUrl));
  return projects;
}

async function createLinkedProject(
  database: Database,
  company: ConnectedCompany,
  alignBaseUrl: string,
): Promise<LinkedProject> {
  const { tenantId, companyId, alignOrgId } = company;
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
      alignOrgId,
      externalType: 'project',
      externalId: projectId,
      alignEntityType: 'project',
      alignEntityId: alignId,
    })
    .execute();
  return { company, projectId, alignId };
}

async function createAtAlign(alignBaseUrl: string, projectId: string): Promise<string> {
  const answer = await fetch(`${alignBaseUrl}/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer setup-${projectId}` },
    body: JSON.stringify({ name: 'before', externalRef: { externalId: projectId } }),
  });
  return ((await answer.json()) as { id: string }).id;
}
