import { analyzeRows } from '../analyze-rows.ts';
import { atOnce } from '../at-once.ts';
import type { Gap } from '../gap.ts';
import { recordFinding } from '../record-finding.ts';
import type { Step, StepContext } from '../step.ts';
import { confirmMissing, type GoneEntry } from './confirm-missing.ts';
import { countChanges } from './count-changes.ts';
import { findDiffering } from './find-differences.ts';
import { findProjects, type WatchedProject } from './find-projects.ts';
import { findUnknown } from './find-unknown.ts';
import { healEntry } from './heal-entry.ts';
import { healTogether } from './heal-together.ts';
import { importEntry } from './import-entry.ts';
import { importTogether } from './import-together.ts';
import { readEntries } from './read-entries.ts';
import { resolveEqual } from './resolve-equal.ts';
import { settleMissing, settleMissingTogether } from './settle-missing.ts';

const PROJECTS_AT_ONCE = 8;
/** Looked up at once; each look compares all rows. */
const FOUND_ROWS = 5_000;
/** In a transaction. */
const BATCH_ROWS = 200;
/** Each in a transaction of its own. */
const SETTLED_AT_ONCE = 4;

/**
 * Compares time entries with Align's (S0 "Endpoints to Poll") and applies what events should have told. Entries are taken for
 * missing only where everything could be read.
 */
export const reconcileTimeEntries: Step = async (context) => {
  const { database, run } = context;
  const projects = await findProjects(database, run);
  const { gaps, read } = await readProjects(context, projects);
  await analyzeRows(database);
  const missing = gaps.length > 0 ? [] : await confirmMissing(context, read);
  if ('kind' in missing) gaps.push(missing);
  await healEntries(context);
  gaps.push(...(await importEntries(context)));
  if (!('kind' in missing)) await settleAllMissing(context, missing, read);
  await resolveEqual(database, run, read);
  const counts = { projects: projects.length, ...(await countChanges(database, run)) };
  return { counts, gaps: [...new Set(gaps.map(({ reason }) => reason))] };
};

/** A project that Align does not have any more is a difference of its own; its entries are not looked for. */
async function readProjects(context: StepContext, projects: readonly WatchedProject[]) {
  const gaps: Gap[] = [];
  const read: WatchedProject[] = [];
  await atOnce(projects, PROJECTS_AT_ONCE, async (project) => {
    if (gaps.some(({ isDown }) => isDown)) return;
    const listed = { projectId: project.id, alignProjectId: project.alignId, purpose: 'compare' } as const;
    const gap = await readEntries(context, listed, project.from);
    if (gap === undefined) read.push(project);
    else if (gap.status === 404) await flagProject(context, project);
    else gaps.push(gap);
  });
  return { gaps, read };
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

/** Applies what the run's rows show of linked entries. */
export async function healEntries({ database, run }: StepContext): Promise<void> {
  await inBatches(
    (page) => findDiffering(database, run, page),
    async (found) => {
      const left = await healTogether(database, run, found);
      await atOnce(left, SETTLED_AT_ONCE, (each) => healEntry(database, run, each));
    },
  );
}

/** Brings in what the run's rows show of entries that began in Align, where the connection asks for that. */
export async function importEntries(context: StepContext): Promise<Gap[]> {
  const { database, run } = context;
  if (run.importMode === 'off') return [];
  const gaps: Gap[] = [];
  await inBatches(
    (page) => findUnknown(database, run, page),
    async (unknown) => {
      const left = await importTogether(database, run, unknown);
      await atOnce(left, SETTLED_AT_ONCE, async (each) => {
        if (gaps.some(({ isDown }) => isDown)) return;
        const outcome = await importEntry(context, each);
        if (outcome.kind === 'gap') gaps.push(outcome);
      });
    },
  );
  return gaps;
}

async function settleAllMissing(
  { database, run }: StepContext,
  missing: readonly GoneEntry[],
  projects: readonly WatchedProject[],
): Promise<void> {
  for (const batch of batchesOf(missing)) {
    const left = await settleMissingTogether(database, run, { gone: batch, projects });
    for (const gone of left) await settleMissing(database, run, { gone, projects });
  }
}

async function inBatches<Row extends { alignId: string }>(
  find: (page: { after: string; limit: number }) => Promise<Row[]>,
  settle: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await find({ after, limit: FOUND_ROWS });
    for (const batch of batchesOf(rows)) await settle(batch);
    const last = rows.at(-1);
    if (last === undefined || rows.length < FOUND_ROWS) return;
    after = last.alignId;
  }
}

function* batchesOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += BATCH_ROWS) yield rows.slice(from, from + BATCH_ROWS);
}
