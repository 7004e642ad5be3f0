import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Invalid, NotFound } from '../../src/answer.ts';
import type { Page, PageRequest } from '../../src/listing/fetch-page.ts';
import type { Lists } from './build-lists.ts';
import { addRows, type FilledTable } from './fill-lists.ts';

type Answer = { kind: 'done'; value: Page<{ id: string }> } | Invalid | NotFound;

export interface Walk {
  lists: Lists;
  table: FilledTable;
  /** How many rows the table was filled with. */
  rows: number;
  pageSize: number;
  list: (page: PageRequest) => Promise<Answer>;
  /** Which rows the list has; of the large company unless said. */
  where?: Readonly<Record<string, string>>;
  /** Rows are added while every so many-th page is read; every one unless said. */
  addEvery?: number;
  /** Done to the table while a page is read. */
  disturb?: () => Promise<unknown>;
}

/** Of the last row that was added; no table gets one twice. */
let number = 0;

function nextNumbers(rows: number) {
  number = Math.max(number, rows) + 3;
  return { rows, from: number - 2, to: number };
}

/**
 * Walks a list to its end while rows are added to its table, and tells which of those that were there at its beginning it
 * showed twice or not at all, and whether it showed one that is not in the list.
 */
export async function walkList(database: Database, walk: Walk) {
  const { lists, table, rows, pageSize, list, addEvery = 1, disturb } = walk;
  const { tenantId, companyId } = lists.large;
  const belonging = Object.entries(walk.where ?? { tenantId, companyId });
  const idsNow = async () => {
    const conditions = belonging.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    const listed = table === 'time_entries' ? sql` and deleted_at is null` : sql``;
    const found = await sql<{ id: string }>`
      select id from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}${listed}
    `.execute(database);
    return new Set(found.rows.map(({ id }) => id));
  };
  const before = await idsNow();
  const seen = new Set<string>();
  let repeated = 0;
  let pages = 0;
  let cursor: string | undefined;
  do {
    pages += 1;
    const [page] = await Promise.all([
      list({ limit: pageSize, cursor }),
      pages % addEvery === 0 ? addRows(database, lists, { table, ...nextNumbers(rows) }) : undefined,
      disturb?.(),
    ]);
    if (page.kind !== 'done') throw new Error(page.kind);
    for (const { id } of page.value.data) {
      if (seen.has(id)) repeated += 1;
      seen.add(id);
    }
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const after = await idsNow();
  return {
    repeated,
    missed: [...before].filter((id) => !seen.has(id)).length,
    unknown: [...seen].filter((id) => !after.has(id)).length,
  };
}
