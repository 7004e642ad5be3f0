import { isDeepStrictEqual } from 'node:util';
import type { LinkedProject } from '../find-linked-projects.ts';
import { gapFrom } from '../gap.ts';
import { isKnownGone } from '../is-known-gone.ts';
import type { StepContext } from '../step.ts';
import { compareCost } from './compare-cost.ts';
import { compareMinutes } from './compare-minutes.ts';
import type { Difference } from './difference.ts';
import { isProjectMoving } from './is-project-moving.ts';
import { readOurTotals } from './read-our-totals.ts';
import { readTheirTotals, type TheirTotals } from './read-their-totals.ts';
import { sweepAgain } from './sweep-again.ts';

export type ProjectVerdict =
  | { kind: 'judged'; differences: Difference[] }
  /** Hours of it are under way, so that nothing can be said. */
  | { kind: 'moving' }
  /** Align has no such project, which the comparison of its entries says. */
  | { kind: 'missing' }
  | { kind: 'gap'; reason: string };

/**
 * Compares what counts of a project. A difference is said only after all its entries were compared since Align was first
 * asked, and if Align's totals are the same after that: what moved meanwhile, or was put right, is no difference.
 * @throws RunLostError, RunPutOffError, the database's errors, and AlignApiError where Align refuses the key
 */
export async function judgeProject(context: StepContext, project: LinkedProject): Promise<ProjectVerdict> {
  try {
    const first = await readTheirTotals(context.align, project.alignId);
    if (first === undefined) return await judgeGone(context, project);
    if ((await compare(context, project, first)).length === 0) return { kind: 'judged', differences: [] };
    return await judgeAgain(context, project, first);
  } catch (error) {
    return { kind: 'gap', reason: gapFrom(error, `the totals of project ${project.id}`).reason };
  }
}

async function judgeGone({ database, run }: StepContext, { id }: LinkedProject): Promise<ProjectVerdict> {
  if (await isKnownGone(database, run, id)) return { kind: 'missing' };
  return { kind: 'gap', reason: `the totals of project ${id}: Align says that it has no such project` };
}

async function judgeAgain(
  context: StepContext,
  project: LinkedProject,
  first: TheirTotals,
): Promise<ProjectVerdict> {
  const { database, run, align } = context;
  const swept = await sweepAgain(context, project);
  if ('gap' in swept) return { kind: 'gap', reason: swept.gap };
  const second = await readTheirTotals(align, project.alignId);
  if (second === undefined) return judgeGone(context, project);
  // Entries that begin in Align are not brought here where the connection does not ask for them.
  const minutes = second.minutes - (run.importMode === 'off' ? swept.unknownMinutes : 0);
  const differences = await compare(context, project, { ...second, minutes });
  if (differences.length === 0) return { kind: 'judged', differences };
  const isMoving = !isDeepStrictEqual(first, second) || (await isProjectMoving(database, run, project.id));
  return isMoving ? { kind: 'moving' } : { kind: 'judged', differences };
}

async function compare(
  { database, run, costToleranceCents: toleranceCents }: StepContext,
  { id: projectId }: LinkedProject,
  theirs: TheirTotals,
): Promise<Difference[]> {
  const { minutes, centsByCurrency } = await readOurTotals(database, { companyId: run.companyId, projectId });
  return [
    ...compareMinutes(minutes, theirs.minutes),
    ...compareCost({ centsByCurrency, toleranceCents }, theirs.cost),
  ];
}
