import { analyzeRows } from '../analyze-rows.ts';
import { atOnce } from '../at-once.ts';
import type { Gap } from '../gap.ts';
import { recordFinding } from '../record-finding.ts';
import type { Step, StepContext } from '../step.ts';
import { confirmMissing } from './confirm-missing.ts';
import { countChanges } from './count-changes.ts';
import { findDifferences } from './find-differences.ts';
import { findProjects, type WatchedProject } from './find-projects.ts';
import { findUnknown } from './find-unknown.ts';
import { healEntry } from './heal-entry.ts';
import { importEntry } from './import-entry.ts';
import { readEntries } from './read-entries.ts';
import { resolveEqual } from './resolve-equal.ts';
import { settleMissing } from './settle-missing.ts';

const PROJECTS_AT_ONCE = 8;
const BATCH_ROWS = 500;
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
  if (!('kind' in missing)) {
    for (const gone of missing) await settleMissing(database, run, { gone, projects: read });
  }
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
    (page) => findDifferences(database, run, page),
    (found) => healEntry(database, run, found),
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
      if (gaps.some(({ isDown }) => isDown)) return;
      const outcome = await importEntry(context, unknown);
      if (outcome.kind === 'gap') gaps.push(outcome);
    },
  );
  return gaps;
}

async function inBatches<Row extends { alignId: string }>(
  find: (page: { after: string; limit: number }) => Promise<Row[]>,
  settle: (row: Row) => Promise<void>,
): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await find({ after, limit: BATCH_ROWS });
    await atOnce(rows, SETTLED_AT_ONCE, settle);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH_ROWS) return;
    after = last.alignId;
  }
}
