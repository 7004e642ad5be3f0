import { expect } from 'vitest';
import { externalRef, requestWith } from '../at-align.ts';
import { expectAtOnce } from '../expect-at-once.ts';
import type { Walk } from '../set-out.ts';

export interface Staffing {
  projectId: string;
  engagementId: string;
  alignProjectId: string | undefined;
  alignUserId: string | undefined;
}

/** A project is made and activated, and a talent engaged on it. */
export async function staffProject(walk: Walk): Promise<Staffing> {
  const { admin, talent, companyId, person } = walk;
  const beforeProject = Date.now();
  const project = await admin('createProject', {
    body: { companyId, name: 'Federal Data Platform', description: 'GSA modernization' },
  });
  const projectRequest = await requestWith(walk, 'project', project.id);
  expect(projectRequest).toMatchObject({
    method: 'POST',
    path: '/api/v1/projects',
    idempotencyKey: project.id,
    body: {
      name: 'Federal Data Platform',
      description: 'GSA modernization',
      timeBillingEnabled: true,
      externalRef: externalRef('project', project.id),
    },
  });
  expectAtOnce(walk, beforeProject, projectRequest.atMs);

  await admin('createSlot', {
    params: { id: project.id },
    body: { title: 'Data engineer', hours: 40, durationWeeks: 12 },
  });
  await admin('activateProject', { params: { id: project.id } });
  const page = await requestWith(walk, 'wiki_page', project.id);
  expect(page.body).toEqual({
    title: 'Illumera Staffing Plan',
    content: expect.stringContaining('Data engineer') as unknown,
    externalRef: externalRef('wiki_page', project.id),
  });

  const engagement = await admin('createEngagement', {
    body: { projectId: project.id, personId: person.personId },
  });
  await talent('acceptEngagement', { params: { id: engagement.id } });
  const invitation = await requestWith(walk, 'user', person.userId);
  expect(invitation.body).toEqual({
    email: person.email,
    name: person.name,
    role: 'developer',
    sendInvite: false,
    externalRef: externalRef('user', person.userId),
  });
  const membership = await requestWith(walk, 'project_member', engagement.id);
  expect(membership.body).toEqual({
    roleOverride: 'developer',
    externalRef: externalRef('project_member', engagement.id),
  });
  expect(membership.atMs).toBeGreaterThanOrEqual(invitation.atMs);
  const [, alignProjectId, alignUserId] =
    /\/projects\/([^/]+)\/members\/([^/]+)$/.exec(membership.path) ?? [];
  return { projectId: project.id, engagementId: engagement.id, alignProjectId, alignUserId };
}
