import { atOnce } from './at-once.ts';
import { expectPartsRead } from './expect-parts-read.ts';
import type { LinkedProject } from './find-linked-projects.ts';
import { isKnownGone } from './is-known-gone.ts';
import type { Part } from './part.ts';
import { readPart } from './read-part.ts';
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
 * Reads one list of each project into the run. What cannot be read of one project is a gap and stops no other; a
 * project that Align is known not to have any more is passed over.
 */
export async function readOfEachProject<Item>(
  context: StepContext,
  projects: readonly LinkedProject[],
  partOf: (context: StepContext, project: LinkedProject) => Part<Item>,
): Promise<ProjectReadings> {
  const projectIds: string[] = [];
  const gaps: string[] = [];
  const read: Part<Item>[] = [];
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    const part = partOf(context, project);
    const reading = await readPart(context, part);
    const isRefused = reading.kind === 'gap' && reading.status === 404;
    if (isRefused && (await isKnownGone(context.database, context.run, project.id))) return;
    const gap = readingGap(reading, part.what);
    if (gap !== undefined) {
      gaps.push(gap);
      return;
    }
    projectIds.push(project.id);
    read.push(part);
  });
  const names = read.map(({ name }) => name);
  const [first] = read;
  if (first !== undefined) await expectPartsRead(context.database, context.run, { kind: first.kind, names });
  return { projectIds, gaps };
}
