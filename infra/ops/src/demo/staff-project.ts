import type { DemoWorld } from './demo-world.ts';
import { companyAdmins, type TalentKey, talents } from './plan/people.ts';
import { type DemoProject, demoProjects, type ProjectKey } from './plan/projects.ts';

/** The engagement of each talent on a project. */
export type Staff = Partial<Record<TalentKey, string>>;

/** Offers the project to its talents; those who are to work on it accept. */
export async function staffProject(world: DemoWorld, key: ProjectKey, projectId: string): Promise<Staff> {
  const plan: DemoProject = demoProjects[key];
  const api = world.apiAs(companyAdmins[plan.company]);
  const { data: people } = await api('listPeople', { query: { limit: 200 } });
  const { data: engagements } = await api('listEngagements', { query: { projectId, limit: 200 } });
  const staff: Staff = {};
  for (const talent of [...plan.accepted, ...plan.offered]) {
    const person = people.find(({ email }) => email === talents[talent].email);
    if (person === undefined) throw new Error(`the demo's talent ${talents[talent].name} is missing`);
    const engagement =
      engagements.find(({ personId }) => personId === person.id) ??
      (await api('createEngagement', { body: { projectId, personId: person.id } }));
    staff[talent] = engagement.id;
    if (engagement.status === 'offered' && plan.accepted.includes(talent)) {
      await world.apiAs(talents[talent])('acceptEngagement', { params: { id: engagement.id } });
    }
  }
  return staff;
}
