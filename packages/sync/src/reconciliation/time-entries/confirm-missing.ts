import type { Gap } from '../gap.ts';
import type { StepContext } from '../step.ts';
import { askLink } from './ask-link.ts';
import { findMissing, type MissingEntry } from './find-missing.ts';
import type { WatchedProject } from './find-projects.ts';
import { type ListedEntries, readDay, readEntries } from './read-entries.ts';

/** An entry that Align does not have, as far as it can be asked. */
export interface GoneEntry extends MissingEntry {
  /** Whether Align still names it in its integration links. */
  isLinked: boolean;
}

/** What is reported of an entry that Align has let go of altogether. */
export const DELETED = 'deleted';
/** Before any work was done. */
const FIRST_DATE = '1970-01-01';

/**
 * Confirms each entry that the run has not seen, by itself: its day is read again, Align is asked for its integration link,
 * and where that stands its whole project is searched, since the entry may have been moved. What turns up counts as seen.
 * @returns those that are gone, or what kept it from finding out
 * @throws as readPart does
 */
export async function confirmMissing(
  context: StepContext,
  projects: readonly WatchedProject[],
): Promise<GoneEntry[] | Gap> {
  const find = () => findMissing(context.database, context.run, { projects });
  const unread = await readDaysOf(context, await find());
  if (unread !== undefined) return unread;
  const gone = await askForLinks(context, await find());
  if ('kind' in gone) return gone;
  const moved = gone.filter(({ isLinked, reported }) => isLinked && reported === null);
  const unsearched = await searchProjectsOf(context, moved);
  if (unsearched !== undefined) return unsearched;
  const still = new Set((await find()).map(({ id }) => id));
  return gone.filter(({ id }) => still.has(id));
}

async function readDaysOf(context: StepContext, missing: readonly MissingEntry[]): Promise<Gap | undefined> {
  const days = new Map(missing.map((entry) => [`${entry.projectId} ${entry.workDate}`, entry]));
  for (const entry of days.values()) {
    const gap = await readDay(context, listedBy(entry, 'confirm'), entry.workDate);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

/** What an earlier run has reported is gone without asking again; what Align links elsewhere is not for this comparison. */
async function askForLinks(
  context: StepContext,
  missing: readonly MissingEntry[],
): Promise<GoneEntry[] | Gap> {
  const gone: GoneEntry[] = [];
  for (const entry of missing) {
    if (entry.reported !== null) {
      gone.push({ ...entry, isLinked: entry.reported !== DELETED });
      continue;
    }
    const link = await askLink(context, entry.id);
    if (link.kind === 'gap') return link;
    if (link.kind === 'none') gone.push({ ...entry, isLinked: false });
    else if (link.alignId === entry.alignId) gone.push({ ...entry, isLinked: true });
  }
  return gone;
}

async function searchProjectsOf(
  context: StepContext,
  moved: readonly MissingEntry[],
): Promise<Gap | undefined> {
  const projects = new Map(moved.map((entry) => [entry.projectId, entry]));
  for (const entry of projects.values()) {
    const gap = await readEntries(context, listedBy(entry, 'search'), FIRST_DATE);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

function listedBy(
  { projectId, alignProjectId }: MissingEntry,
  purpose: ListedEntries['purpose'],
): ListedEntries {
  return { projectId, alignProjectId, purpose };
}
