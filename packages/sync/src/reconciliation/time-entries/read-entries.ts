import type { TimeEntry } from '@illumera/align-client';
import type { Gap } from '../gap.ts';
import type { Part } from '../part.ts';
import { readPart } from '../read-part.ts';
import type { StepContext } from '../step.ts';
import { cutAfter, type DateRange, splitRange } from './date-range.ts';

/** After which no work date comes. */
const END_OF_TIME = '9999-12-31';
/** Dates ahead of ours are already today somewhere. */
const AHEAD_MS = 2 * 86_400_000;
/** A longer list is read in parts, which a run that goes on does not read again. */
const MAX_PART_ROWS = 5_000;
/** What does not hold still is cut into single pages, with room for more to come. */
const PAGE_ROWS = 75;

export interface ListedEntries {
  /** Here. */
  projectId: string;
  alignProjectId: string;
  /** Tells this reading from others of the same entries. */
  purpose: 'compare' | 'confirm' | 'search' | 'totals' | 'link';
}

/**
 * Reads a project's entries from a work date on into the run. Where they move between the pages of the list, it is cut by
 * date until each part is one page, which is one moment of Align's, or one day.
 * @returns what could not be read, undefined where everything was
 * @throws as readPart does
 */
export function readEntries(
  context: StepContext,
  listed: ListedEntries,
  from: string,
): Promise<Gap | undefined> {
  return readRange(context, listed, { from, to: END_OF_TIME });
}

/** Reads the entries of one work date; see readEntries. */
export function readDay(context: StepContext, listed: ListedEntries, date: string): Promise<Gap | undefined> {
  return readRange(context, listed, { from: date, to: date });
}

/** What Align lists of one work date. */
export function dayOf(context: StepContext, listed: ListedEntries, date: string): Part<TimeEntry> {
  return partOf(context, listed, { from: date, to: date });
}

async function readRange(
  context: StepContext,
  listed: ListedEntries,
  range: DateRange,
): Promise<Gap | undefined> {
  const part = partOf(context, listed, range);
  const isDay = range.from >= range.to;
  const reading = await readPart(context, part, isDay ? {} : { maxPasses: 1, maxRows: MAX_PART_ROWS });
  if (reading.kind === 'read') return undefined;
  if (reading.kind === 'gap') return reading;
  if (isDay) return { kind: 'gap', reason: `${part.what} did not hold still`, isDown: false };
  let gap: Gap | undefined;
  for (const smaller of cut(range, reading.total)) {
    gap = (await readRange(context, listed, smaller)) ?? gap;
    if (gap?.isDown === true) return gap;
  }
  return gap;
}

function partOf(
  { align }: StepContext,
  { projectId, alignProjectId, purpose }: ListedEntries,
  { from, to }: DateRange,
): Part<TimeEntry> {
  const dates = { startDate: from, ...(to === END_OF_TIME ? {} : { endDate: to }) };
  return {
    kind: 'time_entry',
    name: `${purpose} ${alignProjectId} ${to === END_OF_TIME ? 'all' : `${from} ${to}`}`,
    what: `the time entries of project ${projectId}${from === to ? ` on ${from}` : ''}`,
    fetch: (page) =>
      align.call('listTimeEntries', { params: { projectId: alignProjectId }, query: { ...dates, ...page } }),
    toRow: ({ id, userId, workDate, minutes, description, status }) => ({
      remoteId: id,
      data: { projectId: alignProjectId, userId, workDate, minutes, description, status },
    }),
  };
}

/** All but nothing lies ahead, so that an open end is a part of its own. */
function cut(range: DateRange, total: number): DateRange[] {
  const wanted = Math.ceil(total / (total > MAX_PART_ROWS ? MAX_PART_ROWS - PAGE_ROWS : PAGE_ROWS));
  const ahead = new Date(Date.now() + AHEAD_MS).toISOString().slice(0, 10);
  if (range.to < END_OF_TIME || range.from >= ahead) return splitRange(range, wanted);
  const [known, unknown] = cutAfter(range, ahead);
  return [...splitRange(known, wanted), unknown];
}
