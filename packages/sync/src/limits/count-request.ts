import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

export interface RequestCount {
  /** Within the window at hand, this one included. */
  hits: number;
  /** Until the window ends and counting begins anew. */
  leftMs: number;
}

/** Counts a request of somebody, over all processes, in windows that begin with the first request after the last one ended. */
export async function countRequest(
  database: Database,
  { subject, windowMs }: { subject: string; windowMs: number },
): Promise<RequestCount> {
  const { rows } = await sql<RequestCount>`
    insert into rate_limits as counted (subject, hits, resets_at)
    values (${subject}, 1, now() + make_interval(secs => ${windowMs / 1000}))
    on conflict (subject) do update set
      hits = case when counted.resets_at > now() then least(counted.hits, 1000000000) + 1 else 1 end,
      resets_at = case when counted.resets_at > now() then counted.resets_at else excluded.resets_at end
    returning hits, extract(epoch from resets_at - now())::float8 * 1000 as left_ms
  `.execute(database);
  const [count] = rows;
  if (count === undefined) throw new Error('a request was not counted');
  return count;
}
