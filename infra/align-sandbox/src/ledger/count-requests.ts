import type { RequestRow } from '../store/rows.ts';

type Counts = {
  externalId: string;
  total: number;
  /** Those that were answered with success. */
  succeeded: number;
  /** How many of each, e.g. `POST /projects`, in the order of the first. */
  byRoute: Record<string, number>;
};

/** How many requests of each kind there were about each id at Illumera, in the order of the first. */
export function countRequests(rows: readonly RequestRow[]): Counts[] {
  const counted = new Map<string, Counts>();
  for (const { externalIds, route, status } of rows)
    for (const externalId of externalIds) {
      const before = counted.get(externalId) ?? { externalId, total: 0, succeeded: 0, byRoute: {} };
      counted.set(externalId, {
        externalId,
        total: before.total + 1,
        succeeded: before.succeeded + (status !== null && status < 300 ? 1 : 0),
        byRoute: { ...before.byRoute, [route]: (before.byRoute[route] ?? 0) + 1 },
      });
    }
  return [...counted.values()];
}
