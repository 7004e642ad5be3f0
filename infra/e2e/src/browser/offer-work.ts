import type { Company } from './cast-company.ts';

export interface Offer {
  project: string;
  description: string;
  personId: string;
}

/** Starts a project with an open role and offers a talent work on it. */
export async function offerWork(
  { id: companyId, admin: { client } }: Company,
  { project: name, description, personId }: Offer,
): Promise<{ projectId: string; engagementId: string }> {
  const project = await client('createProject', { body: { companyId, name, description } });
  const params = { id: project.id };
  await client('createSlot', { params, body: { title: 'Data engineer', hours: 32, durationWeeks: 12 } });
  await client('activateProject', { params });
  const engagement = await client('createEngagement', { body: { projectId: project.id, personId } });
  return { projectId: project.id, engagementId: engagement.id };
}
