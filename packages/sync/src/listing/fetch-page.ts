import type { Database, DB } from '@illumera/schema';
import { type Done, done, type Invalid } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';
import { keepToTheIndex } from './keep-to-the-index.ts';
import type { List } from './list.ts';
import { walkRows } from './walk-rows.ts';

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Row> {
  data: Row[];
  nextCursor: string | null;
}

/**
 * Fetches one page of a list, newest first. What orders it never changes, so that a row added, changed or removed meanwhile
 * neither repeats nor hides another.
 */
export async function fetchPage<Tables extends keyof DB, Row extends { id: string }>(
  database: Database,
  list: List<Tables, Row>,
  page: PageRequest,
): Promise<Done<Page<Row>> | Invalid> {
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor);
  if (page.cursor !== undefined && after === undefined) {
    return { kind: 'invalid', field: 'cursor', message: 'is not a cursor that this list gave out' };
  }
  const rows = await inTransaction(database, async (transaction) => {
    await keepToTheIndex(transaction);
    const answer = await walkRows(list, { after, limit: page.limit + 1 }).execute(transaction);
    return answer.rows;
  });
  const last = rows.slice(0, page.limit).at(-1);
  const nextCursor = rows.length > page.limit && last !== undefined ? encodeCursor(positionOf(last)) : null;
  const data = rows
    .slice(0, page.limit)
    .map(({ orderedAt: _at, orderedId: _id, ...row }) => row as unknown as Row);
  return done({ data, nextCursor });
}

interface Ordered {
  orderedAt: string;
  orderedId: string;
}

function positionOf({ orderedAt, orderedId }: Ordered): Position {
  return { at: orderedAt, id: orderedId };
}
