import { connectCompanies } from './connect-companies.ts';
import type { DemoWorld } from './demo-world.ts';
import type { DemoTenancy } from './load-tenancy.ts';
import { logEntries } from './log-entries.ts';
import { type ProjectKey, projectKeys } from './plan/projects.ts';
import { type Staff, staffProject } from './staff-project.ts';
import { startProject } from './start-project.ts';

/** Fills a tenant through the API, as its people would, and Align's side as the companies would; goes on where it stopped. */
export async function buildDemo(
  world: DemoWorld,
  tenancy: DemoTenancy,
  report: (line: string) => void,
): Promise<void> {
  report('connecting both companies to Align');
  await connectCompanies(world, tenancy);
  report('projects, slots and engagements');
  const staff = new Map<ProjectKey, Staff>();
  for (const key of projectKeys) {
    const projectId = await startProject(world, tenancy, key);
    staff.set(key, await staffProject(world, key, projectId));
  }
  report('time entries, through to their approval in Align');
  await logEntries(world, staff);
}
