import type { DemoWorld } from './demo-world.ts';
import { logEntry } from './log-entry.ts';
import { type DemoEntry, demoEntries, lastEntry } from './plan/entries.ts';
import { type TalentKey, talents } from './plan/people.ts';
import type { ProjectKey } from './plan/projects.ts';
import type { Staff } from './staff-project.ts';

/** Logs everybody's hours, the talents at the same time; the last entry only when all others are there. */
export async function logEntries(world: DemoWorld, staff: ReadonlyMap<ProjectKey, Staff>): Promise<void> {
  const log = (plan: DemoEntry) => {
    const engagementId = staff.get(plan.project)?.[plan.talent];
    if (engagementId === undefined) throw new Error(`${plan.talent} is not engaged on ${plan.project}`);
    return logEntry(world, { plan, engagementId });
  };
  const logAllOf = async (talent: TalentKey) => {
    for (const plan of demoEntries) {
      if (plan.talent === talent) await log(plan);
    }
  };
  await Promise.all((Object.keys(talents) as TalentKey[]).map(logAllOf));
  await log(lastEntry);
}
