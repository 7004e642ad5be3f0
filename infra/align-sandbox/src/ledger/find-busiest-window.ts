type Busiest = { count: number; from: string | null; windowMs: number };

/** The most arrivals in any window of this length; `arrivals` are in epoch milliseconds and in order. */
export function findBusiestWindow(arrivals: readonly number[], windowMs: number): Busiest {
  let first = 0;
  let busiest = { count: 0, fromMs: Number.NaN };
  for (const [last, atMs] of arrivals.entries()) {
    while ((arrivals[first] ?? atMs) <= atMs - windowMs) first += 1;
    const count = last - first + 1;
    if (count > busiest.count) busiest = { count, fromMs: arrivals[first] ?? atMs };
  }
  const { count, fromMs } = busiest;
  return { count, from: Number.isNaN(fromMs) ? null : new Date(fromMs).toISOString(), windowMs };
}
