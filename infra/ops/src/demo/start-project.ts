import type { ApiClient } from '@illumera/api-models';
import type { DemoWorld } from './demo-world.ts';
import type { DemoTenancy } from './load-tenancy.ts';
import { companyAdmins } from './plan/people.ts';
import { type DemoProject, demoProjects, type ProjectKey } from './plan/projects.ts';

/** Makes one project with its slots, and activates it where planned; what is there already is left as it is. */
export async function startProject(world: DemoWorld, tenancy: DemoTenancy, key: ProjectKey): Promise<string> {
  const plan: DemoProject = demoProjects[key];
  const api = world.apiAs(companyAdmins[plan.company]);
  const id = await findProject(api, plan, tenancy.companyIds[plan.company]);
  const { slots, status } = await api('readProject', { params: { id } });
  for (const { filled, ...slot } of plan.slots) {
    if (slots.some(({ title }) => title === slot.title)) continue;
    const { id: slotId } = await api('createSlot', { params: { id }, body: slot });
    if (filled) await api('updateSlot', { params: { id, slotId }, body: { status: 'filled' } });
  }
  if (plan.active && status === 'draft') await api('activateProject', { params: { id } });
  return id;
}

async function findProject(api: ApiClient, plan: DemoProject, companyId: string): Promise<string> {
  const { data } = await api('listProjects', { query: { limit: 200 } });
  const existing = data.find(({ name }) => name === plan.name);
  if (existing !== undefined) return existing.id;
  const { name, description } = plan;
  const made = await api('createProject', { body: { companyId, name, description } });
  return made.id;
}
