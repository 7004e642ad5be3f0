import { atOnce } from '../at-once.ts';
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
/** With answers that take a second and ten calls a second. */
const ENTRIES_AT_ONCE = 12;

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
  const { database, run } = context;
  const unseen = await findMissing(database, run, { projects });
  if (unseen.length === 0) return [];
  const entryIds = unseen.map(({ id }) => id);
  const findStill = () => findMissing(database, run, { projects, entryIds });
  const unread = await readDaysOf(context, unseen);
  if (unread !== undefined) return unread;
  const gone = await askForLinks(context, await findStill());
  if ('kind' in gone) return gone;
  const moved = gone.filter(({ isLinked, reported }) => isLinked && reported === null);
  const unsearched = await searchProjectsOf(context, moved);
  if (unsearched !== undefined) return unsearched;
  const still = new Set((await findStill()).map(({ id }) => id));
  return gone.filter(({ id }) => still.has(id));
}

function readDaysOf(context: StepContext, missing: readonly MissingEntry[]): Promise<Gap | undefined> {
  const days = new Map(missing.map((entry) => [`${entry.projectId} ${entry.workDate}`, entry]));
  return readAll(days.values(), (entry) => readDay(context, listedBy(entry, 'confirm'), entry.workDate));
}

/** What an earlier run has reported is gone without asking again; what Align links elsewhere is not for this comparison. */
async function askForLinks(
  context: StepContext,
  missing: readonly MissingEntry[],
): Promise<GoneEntry[] | Gap> {
  const gone: GoneEntry[] = [];
  const gap = await readAll(missing, async (entry) => {
    if (entry.reported !== null) {
      gone.push({ ...entry, isLinked: entry.reported !== DELETED });
      return undefined;
    }
    const link = await askLink(context, entry.id);
    if (link.kind === 'gap') return link;
    if (link.kind === 'none') gone.push({ ...entry, isLinked: false });
    else if (link.alignId === entry.alignId) gone.push({ ...entry, isLinked: true });
    return undefined;
  });
  return gap ?? gone;
}

function searchProjectsOf(context: StepContext, moved: readonly MissingEntry[]): Promise<Gap | undefined> {
  const projects = new Map(moved.map((entry) => [entry.projectId, entry]));
  return readAll(projects.values(), (entry) => readEntries(context, listedBy(entry, 'search'), FIRST_DATE));
}

/** Reads for several entries at once, and for no more of them after a gap. */
async function readAll(
  entries: Iterable<MissingEntry>,
  read: (entry: MissingEntry) => Promise<Gap | undefined>,
): Promise<Gap | undefined> {
  let gap: Gap | undefined;
  await atOnce(entries, ENTRIES_AT_ONCE, async (entry) => {
    if (gap === undefined) gap = await read(entry);
  });
  return gap;
}

function listedBy(
  { projectId, alignProjectId }: MissingEntry,
  purpose: ListedEntries['purpose'],
): ListedEntries {
  return { projectId, alignProjectId, purpose };
}
