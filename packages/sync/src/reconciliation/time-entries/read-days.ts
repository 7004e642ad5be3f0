import { atOnce } from '../at-once.ts';
import { databaseTime } from '../database-time.ts';
import type { Gap } from '../gap.ts';
import { inPortions } from '../in-portions.ts';
import { findPartsRead, markPartsRead } from '../parts-read.ts';
import { readAside } from '../read-aside.ts';
import { type StagedRow, stageRows } from '../stage-rows.ts';
import type { StepContext } from '../step.ts';
import type { MissingEntry } from './find-missing.ts';
import { dayOf, type ListedEntries, readDay } from './read-entries.ts';

/** With answers that take a second and ten calls a second. */
export const CALLS_AT_ONCE = 12;
/** So many answers are lost at most when a worker is killed. */
export const ANSWERS_TOGETHER = 100;

/** What Align lists of a day on which entries are missing. */
interface ReadDay {
  name: string;
  /** What turned up of them. */
  found: StagedRow[];
}

/**
 * Reads the days of missing entries again, each once a run. Of what Align lists only those entries are kept for the run: all
 * others it has.
 * @returns what could not be read, undefined where everything was
 * @throws as readPart does
 */
export async function readDays(
  context: StepContext,
  missing: readonly MissingEntry[],
): Promise<Gap | undefined> {
  const { database, run } = context;
  const days = Map.groupBy(missing, (entry) => dayOfEntry(context, entry).name);
  const read = await findPartsRead(database, run, { kind: 'time_entry', names: [...days.keys()] });
  const fetchedAt = await databaseTime(database);
  const answers = inPortions<ReadDay>(ANSWERS_TOGETHER, (portion) => keepDays(context, portion, fetchedAt));
  const unread = [...days].filter(([name]) => !read.has(name));
  let gap: Gap | undefined;
  try {
    await atOnce(unread, CALLS_AT_ONCE, async ([name, entries]) => {
      if (gap !== undefined) return;
      const reading = await readDayOf(context, entries);
      if (reading?.kind === 'gap') gap = reading;
      else if (reading !== undefined) await answers.add({ name, found: reading.found });
    });
  } finally {
    await answers.flush();
  }
  return gap;
}

/** @returns undefined where the day is written down already */
async function readDayOf(
  context: StepContext,
  entries: readonly MissingEntry[],
): Promise<Gap | { kind: 'read'; found: StagedRow[] } | undefined> {
  const [entry] = entries as [MissingEntry];
  const alignIds = new Set(entries.map(({ alignId }) => alignId));
  const reading = await readAside(dayOfEntry(context, entry), alignIds);
  if (reading.kind === 'unread') return readDay(context, listedBy(entry, 'confirm'), entry.workDate);
  return reading;
}

async function keepDays(
  { database, run }: StepContext,
  days: readonly ReadDay[],
  fetchedAt: Date,
): Promise<void> {
  for (const { name, found } of days) {
    if (found.length === 0) continue;
    await stageRows(database, run, { kind: 'time_entry', part: name, rows: found, fetchedAt });
  }
  await markPartsRead(database, run, {
    kind: 'time_entry',
    names: days.map(({ name }) => name),
    fetchedAt,
  });
}

const dayOfEntry = (context: StepContext, entry: MissingEntry) =>
  dayOf(context, listedBy(entry, 'confirm'), entry.workDate);

/** The list that an entry should be in. */
export function listedBy(
  { projectId, alignProjectId }: MissingEntry,
  purpose: ListedEntries['purpose'],
): ListedEntries {
  return { projectId, alignProjectId, purpose };
}
