import { asComparison } from '../as-comparison.ts';
import { atOnce } from '../at-once.ts';
import { type Gap, gapFrom } from '../gap.ts';
import { recordFinding } from '../record-finding.ts';
import type { Step, StepContext } from '../step.ts';
import { type AskedLink, askLink } from './ask-link.ts';
import { compareEntries } from './compare-entries.ts';
import { confirmMissing } from './confirm-missing.ts';
import { countChanges } from './count-changes.ts';
import { findProjects, type WatchedProject } from './find-projects.ts';
import { findUnknown } from './find-unknown.ts';
import { healEntry } from './heal-entry.ts';
import { healTogether } from './heal-together.ts';
import { importEntry } from './import-entry.ts';
import { importTogether } from './import-together.ts';
import { readEntries } from './read-entries.ts';
import { resolveEqual } from './resolve-equal.ts';
import { restoreDeleted } from './restore-deleted.ts';
import { settleMissing, settleMissingTogether } from './settle-missing.ts';
import { type Suspicion, suspectsOf } from './suspects.ts';

/** As with pages: the first pages of so many keep the next second filled while their answers are under way. */
const PROJECTS_AT_ONCE = 12;
/** In a transaction. */
const BATCH_ROWS = 200;
/** Each in a transaction of its own. */
const SETTLED_AT_ONCE = 4;
/** What may have turned up since: all but what Align has let go of. */
const TURNED_UP: Suspicion = { kind: 'missing', verdicts: [null, 'linked'] };
const GONE: Suspicion = { kind: 'missing', verdicts: ['unlinked', 'linked', 'known'] };

/**
 * Compares time entries with Align's (S0 "Endpoints to Poll") and applies what events should have told. Entries are taken for
 * missing only where everything could be read. What differs is put right while Align is asked for what is missing.
 */
export const reconcileTimeEntries: Step = async (context) => {
  const { database, run } = context;
  const projects = await findProjects(database, run);
  const { gaps, read } = await readProjects(context, projects);
  const watched = gaps.length > 0 ? [] : read;
  await restoreDeleted(database, run);
  await compareEntries(context, watched);
  const unconfirmed: Gap[] = [];
  const bringIn = async () => {
    gaps.push(...(await importEntries(context)));
  };
  const confirm = async () => {
    const gap = await confirmMissing(context, watched);
    if (gap !== undefined) unconfirmed.push(gap);
  };
  const works = [confirm, bringIn, () => healEntries(context)];
  await atOnce(works, works.length, (work) => work());
  await healSuspects(context, TURNED_UP);
  if (unconfirmed.length === 0) await settleAllMissing(context, watched);
  await resolveEqual(database, run, read);
  const counts = { projects: projects.length, ...(await countChanges(database, run)) };
  const reasons = [...gaps, ...unconfirmed].map(({ reason }) => reason);
  return { counts, gaps: [...new Set(reasons)] };
};

/** A project that Align does not have any more is a difference of its own; its entries are not looked for. */
async function readProjects(context: StepContext, projects: readonly WatchedProject[]) {
  const gaps: Gap[] = [];
  const read: WatchedProject[] = [];
  const gone: WatchedProject[] = [];
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    if (gaps.some(({ isDown }) => isDown)) return;
    const listed = { projectId: project.id, alignProjectId: project.alignId, purpose: 'compare' } as const;
    const gap = await readEntries(context, listed, project.from);
    if (gap === undefined) read.push(project);
    else {
      const doubt = gap.status === 404 ? await doubtProjectGone(context, project, gap) : gap;
      if (doubt === undefined) gone.push(project);
      else gaps.push(doubt);
    }
  });
  if (gaps.length === 0) for (const project of gone) await flagProject(context, project);
  return { gaps, read };
}

/** One answer of 404 is not believed by itself: Align is asked for the project in another way. */
async function doubtProjectGone(
  { align }: StepContext,
  project: WatchedProject,
  unlisted: Gap,
): Promise<Gap | undefined> {
  try {
    await align.call('getTimeSummary', { params: { projectId: project.alignId } });
    return unlisted;
  } catch (error) {
    const gap = gapFrom(error, `project ${project.id}`);
    return gap.status === 404 ? undefined : gap;
  }
}

async function flagProject({ database, run }: StepContext, { id, alignId }: WatchedProject): Promise<void> {
  await recordFinding(database, run, {
    field: 'project.deleted',
    projectId: id,
    externalType: 'project',
    externalId: id,
    illumeraValue: alignId,
    alignValue: 'deleted',
    severity: 'critical',
  });
}

/** Applies what the comparison has found of linked entries. */
export function healEntries(context: StepContext): Promise<void> {
  return healSuspects(context, { kind: 'differing' });
}

async function healSuspects({ database, run }: StepContext, suspicion: Suspicion): Promise<void> {
  for await (const suspects of suspectsOf(database, run, suspicion)) {
    const found = suspects.flatMap(({ entryId: id, alignId }) => (id === null ? [] : { id, alignId }));
    for (const batch of batchesOf(found)) {
      const left = await healTogether(database, run, batch);
      await atOnce(left, SETTLED_AT_ONCE, (each) => healEntry(database, run, each));
    }
  }
}

/** Brings in what the comparison has found of entries that began in Align, where the connection asks for that. */
export async function importEntries(context: StepContext): Promise<Gap[]> {
  const { database, run } = context;
  if (run.importMode === 'off') return [];
  const gaps: Gap[] = [];
  const ask = askingOnce(context);
  for await (const suspects of suspectsOf(database, run, { kind: 'unknown' })) {
    const alignIds = suspects.map(({ alignId }) => alignId);
    const unknown = await asComparison(database, (transaction) => findUnknown(transaction, run, alignIds));
    for (const batch of batchesOf(unknown)) {
      const left = await importTogether(database, run, batch);
      await atOnce(left, SETTLED_AT_ONCE, async (each) => {
        if (gaps.some(({ isDown }) => isDown)) return;
        const outcome = await importEntry(context, each, ask);
        if (outcome.kind === 'gap') gaps.push(outcome);
      });
    }
  }
  return gaps;
}

/** Everything that is brought in was listed before the first question, so that an answer holds for all of it. */
function askingOnce(context: StepContext): (entryId: string) => Promise<AskedLink> {
  const answers = new Map<string, Promise<AskedLink>>();
  return (entryId) => {
    const answer = answers.get(entryId) ?? askLink(context, entryId);
    answers.set(entryId, answer);
    return answer;
  };
}

async function settleAllMissing(
  { database, run }: StepContext,
  projects: readonly WatchedProject[],
): Promise<void> {
  for await (const suspects of suspectsOf(database, run, GONE)) {
    const missing = suspects.flatMap(({ entryId: id, alignId, verdict }) =>
      id === null ? [] : { id, alignId, isLinked: verdict !== 'unlinked' },
    );
    for (const batch of batchesOf(missing)) {
      const left = await settleMissingTogether(database, run, { gone: batch, projects });
      await atOnce(left, SETTLED_AT_ONCE, (gone) => settleMissing(database, run, { gone, projects }));
    }
  }
}

function* batchesOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += BATCH_ROWS) yield rows.slice(from, from + BATCH_ROWS);
}
