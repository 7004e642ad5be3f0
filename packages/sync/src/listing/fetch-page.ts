import type { DB } from '@illumera/schema';
import { type SelectQueryBuilder, sql } from 'kysely';
import { type Done, done, type Invalid } from '../answer.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Row> {
  data: Row[];
  nextCursor: string | null;
}

/**
 * Fetches one page of a query, newest first. Ids are UUIDs of version 7, whose order is that of their making, so that a row
 * added or removed meanwhile neither repeats nor hides another.
 * @param table the one whose `id` orders the list
 */
export async function fetchPage<Tables extends keyof DB, Row extends { id: string }>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  table: Tables & string,
  page: PageRequest,
): Promise<Done<Page<Row>> | Invalid> {
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor);
  if (page.cursor !== undefined && after === undefined) {
    return { kind: 'invalid', field: 'cursor', message: 'is not a cursor that this list gave out' };
  }
  const id = sql.ref<string>(`${table}.id`);
  const ordered = query.orderBy(id, 'desc').limit(page.limit + 1);
  const rows: Row[] = await (after === undefined ? ordered : ordered.where(id, '<', after)).execute();
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  const nextCursor = rows.length > page.limit && last !== undefined ? encodeCursor(last.id) : null;
  return done({ data, nextCursor });
}
