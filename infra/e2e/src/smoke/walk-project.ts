import type { Cast } from './find-cast.ts';
import { reachedAlign } from './reached-align.ts';
import type { Take } from './take-steps.ts';

/** Walks a new project to where its talent can log hours. @returns the engagement */
export async function walkProject({ admin, companyId, talent, personId }: Cast, take: Take): Promise<string> {
  const operation = 'upsert';
  const project = await take('a project reaches Align', async () => {
    const name = `Smoke test ${new Date().toISOString()}`;
    const made = await admin('createProject', { body: { companyId, name } });
    await reachedAlign(admin, { entityType: 'project', operation, localId: made.id });
    return made;
  });
  await take('its staffing page reaches Align when it becomes active', async () => {
    const params = { id: project.id };
    await admin('createSlot', { params, body: { title: 'Test Pilot', hours: 40, durationWeeks: 2 } });
    await admin('activateProject', { params });
    await reachedAlign(admin, { entityType: 'wiki_page', operation, localId: project.id });
  });
  return take('a talent who accepts becomes a member in Align', async () => {
    const { id } = await admin('createEngagement', { body: { projectId: project.id, personId } });
    await talent('acceptEngagement', { params: { id } });
    await reachedAlign(admin, { entityType: 'project_member', operation, localId: id });
    return id;
  });
}
