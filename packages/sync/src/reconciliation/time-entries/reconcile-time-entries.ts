import type { Gap } from '../gap.ts';
import { atOnce } from '../at-once.ts';
import type { Step, StepContext } from '../step.ts';
import { findDifferences } from './find-differences.ts';
import { findProjects, type WatchedProject } from './find-projects.ts';
import { healEntry } from './heal-entry.ts';
import { readEntries } from './read-entries.ts';

const PROJECTS_AT_ONCE = 8;
const DIFFERENCES_AT_ONCE = 500;

/** Compares time entries with Align's (S0 "Endpoints to Poll") and applies what events should have told. */
export const reconcileTimeEntries: Step = async (context) => {
  const projects = await findProjects(context.database, context.run);
  const counts = { projects: projects.length, healed: 0, flagged: 0 };
  const gaps: Gap[] = [];
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    if (gaps.some(({ isDown }) => isDown)) return;
    const listed = { projectId: project.id, alignProjectId: project.alignId, purpose: 'compare' } as const;
    const gap = await readEntries(context, listed, project.from);
    if (gap !== undefined) gaps.push(gap);
    await healProject(context, project, counts);
  });
  return { counts, gaps: gaps.map(({ reason }) => reason) };
};

async function healProject(
  { database, run }: StepContext,
  { alignId }: WatchedProject,
  counts: { healed: number; flagged: number },
): Promise<void> {
  for (let after = ''; ; ) {
    const page = { alignProjectId: alignId, after, limit: DIFFERENCES_AT_ONCE };
    const differences = await findDifferences(database, run, page);
    for (const difference of differences) {
      const healing = await healEntry(database, run, difference);
      if (healing !== 'left') counts[healing] += 1;
    }
    const last = differences.at(-1);
    if (last === undefined || differences.length < DIFFERENCES_AT_ONCE) return;
    after = last.alignId;
  }
}
