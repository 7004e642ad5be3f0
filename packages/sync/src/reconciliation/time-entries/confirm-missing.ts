import { sql } from 'kysely';
import { atOnce } from '../at-once.ts';
import type { Gap } from '../gap.ts';
import { inPortions } from '../in-portions.ts';
import type { StepContext } from '../step.ts';
import { askLink } from './ask-link.ts';
import { findMissing, type MissingEntry } from './find-missing.ts';
import type { WatchedProject } from './find-projects.ts';
import { ANSWERS_TOGETHER, CALLS_AT_ONCE, listedBy, readDays } from './read-days.ts';
import { readEntries } from './read-entries.ts';
import { type Suspect, suspectsOf, type Verdict } from './suspects.ts';

/** What is reported of an entry that Align has let go of altogether. */
export const DELETED = 'deleted';
/** Before any work was done. */
const FIRST_DATE = '1970-01-01';

/**
 * Confirms each entry that the run has not seen, by itself: its day is read again, Align is asked for its integration link,
 * and where that stands its whole project is searched, since the entry may have been moved. What turns up counts as seen, and
 * what Align has said of the others is written down.
 * @returns what kept it from finding out
 * @throws as readPart does
 */
export async function confirmMissing(
  context: StepContext,
  projects: readonly WatchedProject[],
): Promise<Gap | undefined> {
  const { database, run } = context;
  const findStill = (suspects: readonly Suspect[]) =>
    findMissing(database, run, { projects, entryIds: idsOf(suspects) });
  for await (const unasked of suspectsOf(database, run, { kind: 'missing', verdicts: [null] })) {
    const unread = await readDays(context, await findStill(unasked));
    if (unread !== undefined) return unread;
    const unanswered = await askForLinks(context, await findStill(unasked));
    if (unanswered !== undefined) return unanswered;
  }
  const moved = new Map<string, MissingEntry>();
  for await (const linked of suspectsOf(database, run, { kind: 'missing', verdicts: ['linked'] }))
    for (const entry of await findStill(linked)) moved.set(entry.projectId, entry);
  return searchProjectsOf(context, moved.values());
}

const idsOf = (suspects: readonly Suspect[]): string[] => suspects.flatMap(({ entryId }) => entryId ?? []);

interface Answer {
  entry: MissingEntry;
  verdict: Verdict;
}

/** What an earlier run has reported is gone without asking again; what Align links elsewhere is not for this comparison. */
async function askForLinks(context: StepContext, missing: readonly MissingEntry[]): Promise<Gap | undefined> {
  const answers = inPortions<Answer>(ANSWERS_TOGETHER, (portion) => keepVerdicts(context, portion));
  let gap: Gap | undefined;
  try {
    await atOnce(missing, CALLS_AT_ONCE, async (entry) => {
      if (gap !== undefined) return;
      const verdict = await judge(context, entry);
      if (typeof verdict === 'string') await answers.add({ entry, verdict });
      else gap = verdict;
    });
  } finally {
    await answers.flush();
  }
  return gap;
}

async function judge(context: StepContext, { id, alignId, reported }: MissingEntry): Promise<Verdict | Gap> {
  if (reported !== null) return reported === DELETED ? 'unlinked' : 'known';
  const link = await askLink(context, id);
  if (link.kind === 'gap') return link;
  if (link.kind === 'none') return 'unlinked';
  return link.alignId === alignId ? 'linked' : 'elsewhere';
}

async function keepVerdicts({ database, run }: StepContext, answers: readonly Answer[]): Promise<void> {
  const ofEntries = (field: 'projectId' | 'workDate' | 'alignId') => answers.map(({ entry }) => entry[field]);
  await sql`
    update align_reconciliation_suspects suspect set verdict = said.verdict
    from unnest(
      ${ofEntries('projectId')}::text[], ${ofEntries('workDate')}::text[], ${ofEntries('alignId')}::text[],
      ${answers.map(({ verdict }) => verdict)}::text[]
    ) as said (project_id, work_date, align_id, verdict)
    where suspect.run_id = ${run.id} and suspect.kind = 'missing'
      and suspect.place = said.project_id || ' ' || said.work_date and suspect.align_id = said.align_id
  `.execute(database);
}

async function searchProjectsOf(
  context: StepContext,
  moved: Iterable<MissingEntry>,
): Promise<Gap | undefined> {
  let gap: Gap | undefined;
  await atOnce(moved, CALLS_AT_ONCE, async (entry) => {
    if (gap === undefined) gap = await readEntries(context, listedBy(entry, 'search'), FIRST_DATE);
  });
  return gap;
}
