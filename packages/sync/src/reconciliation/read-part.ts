import { sql } from 'kysely';
import { askPage } from './ask-page.ts';
import { atOnce } from './at-once.ts';
import { databaseTime } from './database-time.ts';
import { type Gap, gapFrom } from './gap.ts';
import type { Part } from './part.ts';
import { findPartsRead, markPartsRead } from './parts-read.ts';
import { stageRows } from './stage-rows.ts';
import type { StepContext } from './step.ts';

/** Align gives at most so many rows (S0 "Pagination Model"). */
export const PAGE_SIZE = 100;

export type PartReading =
  /** Every row that was there is staged. */
  | { kind: 'read' }
  /** Rows came and went, or changed places, between its pages, or it is too long. What was seen is staged. */
  | { kind: 'unread'; total: number }
  | Gap;

/** With answers that take a second and ten calls a second. */
const PAGES_AT_ONCE = 12;
/** Where pages come in another order each time, a pass shows two thirds of the rows. */
const MAX_PASSES = 20;

/**
 * Reads all pages of a list into the run, once: a run that goes on does not read it again. Pages shift under writes, so it
 * counts as read only when as many different rows were seen as Align says there are, and Align said the same on each page, or
 * no less on a list that only grows. A page with fewer rows than it should have is a gap.
 * @param limits.maxPasses how often all pages are read before a list that does not hold still is given up
 * @param limits.maxRows a longer list is not read beyond its first page
 * @throws RunLostError, RunPutOffError, the database's errors, and AlignApiError where Align refuses the key
 */
export async function readPart<Item>(
  context: StepContext,
  part: Part<Item>,
  {
    maxPasses = MAX_PASSES,
    maxRows = Number.POSITIVE_INFINITY,
  }: { maxPasses?: number; maxRows?: number } = {},
): Promise<PartReading> {
  const { database, run } = context;
  if ((await findPartsRead(database, run, { kind: part.kind, names: [part.name] })).size > 0)
    return { kind: 'read' };
  try {
    let total = 0;
    let countedFrom: Date | undefined;
    for (let pass = 0; pass < maxPasses; pass += 1) {
      const seen = await readPass(context, part, maxRows);
      if (seen.total > maxRows) return { kind: 'unread', total: seen.total };
      // What was seen while rows came and went says nothing of how many there are now.
      const isStill =
        !seen.hasMoved && (countedFrom === undefined || seen.total === total || part.grows === true);
      total = seen.total;
      countedFrom = isStill ? (countedFrom ?? seen.startedAt) : undefined;
      if (countedFrom === undefined) continue;
      const count = await countRows(context, part, countedFrom);
      if (count === total || (part.grows === true && count > total)) {
        await markPartsRead(database, run, { kind: part.kind, names: [part.name], fetchedAt: countedFrom });
        return { kind: 'read' };
      }
      if (count > total) countedFrom = undefined;
    }
    return { kind: 'unread', total };
  } catch (error) {
    return gapFrom(error, part.what);
  }
}

interface Pass {
  startedAt: Date;
  total: number;
  hasMoved: boolean;
}

/**
 * Reads each page once; ends early when Align counts other than on the first, unless the list has grown.
 * @returns with the total that the first page told
 */
async function readPass<Item>(context: StepContext, part: Part<Item>, maxRows: number): Promise<Pass> {
  const first = await readPage(context, part, { page: 1, pageSize: PAGE_SIZE });
  const { fetchedAt: startedAt, total, pageSize } = first;
  if (total > maxRows) return { startedAt, total, hasMoved: true };
  let hasMoved = false;
  let newest = total;
  const readFurther = async (page: number): Promise<void> => {
    if (hasMoved) return;
    const further = await readPage(context, part, { page, pageSize });
    if (part.grows === true ? further.total < total : further.total !== total) hasMoved = true;
    newest = Math.max(newest, further.total);
  };
  const furtherPages = pagesAfterFirst(() => Math.ceil(newest / pageSize));
  await atOnce(furtherPages, PAGES_AT_ONCE, readFurther);
  return { startedAt, total, hasMoved };
}

function* pagesAfterFirst(count: () => number): Generator<number> {
  for (let page = 2; page <= count(); page += 1) yield page;
}

async function readPage<Item>(
  { database, run }: StepContext,
  part: Part<Item>,
  query: { page: number; pageSize: number },
) {
  const fetchedAt = await databaseTime(database);
  const { data, total, pageSize } = await askPage(part, query);
  await stageRows(database, run, {
    kind: part.kind,
    part: part.name,
    rows: data.map((item) => part.toRow(item)),
    fetchedAt,
  });
  return { fetchedAt, total, pageSize };
}

type Named = Pick<Part<never>, 'kind' | 'name'>;

async function countRows({ database, run }: StepContext, { kind, name }: Named, from: Date): Promise<number> {
  const { count } = await database
    .selectFrom('alignReconciliationRows')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('runId', '=', run.id)
    .where('kind', '=', kind)
    .where('part', '=', name)
    .where('fetchedAt', '>=', from)
    .executeTakeFirstOrThrow();
  return count;
}
