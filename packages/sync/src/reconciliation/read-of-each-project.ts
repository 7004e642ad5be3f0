import { atOnce } from './at-once.ts';
import type { LinkedProject } from './find-linked-projects.ts';
import { type Part, readPart } from './read-part.ts';
import { readingGap } from './reading-gap.ts';
import type { StepContext } from './step.ts';

/** Projects whose lists are read at once. */
const PROJECTS_AT_ONCE = 4;

export interface ProjectReadings {
  /** Here; those whose list was read whole. */
  projectIds: string[];
  gaps: string[];
}

/**
 * Reads one list of each project into the run. What cannot be read of one project is a gap and stops no other; that
 * Align does not have a project any more is found by its entries.
 */
export async function readOfEachProject<Item>(
  context: StepContext,
  projects: readonly LinkedProject[],
  partOf: (context: StepContext, project: LinkedProject) => Part<Item>,
): Promise<ProjectReadings> {
  const projectIds: string[] = [];
  const gaps: string[] = [];
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    const part = partOf(context, project);
    const reading = await readPart(context, part);
    if (reading.kind === 'gap' && reading.status === 404) return;
    const gap = readingGap(reading, part.what);
    if (gap === undefined) projectIds.push(project.id);
    else gaps.push(gap);
  });
  return { projectIds, gaps };
}
