import { z } from 'zod';
import type { Where } from '../store/condition.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Collection } from '../store/open-collection.ts';
import { inListOrder } from '../switches/list-order.ts';
import { type Answer, ok } from './answer.ts';

/** S0 "Pagination Model": pages count from 1, at most 100 items each. */
export const PagingQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
});
export type PagingQuery = z.output<typeof PagingQuery>;

type Listing<Row> = { where: Where<Row>; paging: PagingQuery; shape: (row: Row) => unknown };

/** One page of a collection in S0's response shape, cut from the order the switch chooses. */
export function listPage<Row extends { id: string }>(
  { switches, randomness }: Pick<Sandbox, 'switches' | 'randomness'>,
  collection: Collection<Row>,
  { where, paging: { page, pageSize }, shape }: Listing<Row>,
): Answer {
  const order = switches.get('listOrder');
  const offset = (page - 1) * pageSize;
  const rows =
    order === 'stable'
      ? collection.find(where, { limit: pageSize, offset })
      : inListOrder(order, collection.find(where), randomness).slice(offset, offset + pageSize);
  return ok({ data: rows.map(shape), page, pageSize, total: collection.count(where) });
}
