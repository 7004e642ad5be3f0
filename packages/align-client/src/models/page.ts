import { z } from 'zod';

/** The envelope of every list (S0 "Pagination Model"; S1 shows it without `page` and `pageSize`). */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    page: z.int().optional(),
    pageSize: z.int().optional(),
    total: z.int().nonnegative(),
  });
}

/** A list whose shape no page of Align's shows: the usual envelope, or the bare array. */
export function pageOrArrayOf<Item extends z.ZodType>(item: Item) {
  const array = z.array(item).transform((data) => ({ data, total: data.length }));
  return z.union([pageOf(item), array]);
}

/** The query that every list takes. */
export const PageQuery = z.strictObject({
  /** Counts from 1. */
  page: z.int().min(1).optional(),
  /** Align gives at most 100 (S0). */
  pageSize: z.int().min(1).max(100).optional(),
});
