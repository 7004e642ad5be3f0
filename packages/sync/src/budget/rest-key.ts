import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { ALIGN_RATE_LIMIT, PACE_MARGIN, type RateLimit } from './rate-limit.ts';

/**
 * Lets a key rest as a whole after Align has answered 429: no process is given a slot before that is over, and afterwards
 * only the pace, since somebody else must have used what was thought to be left.
 * @param rest.seconds what Align asked for
 */
export async function restKey(
  database: Database,
  rest: { keyHash: string; seconds: number; limit?: RateLimit },
): Promise<void> {
  const { keyHash, seconds, limit = ALIGN_RATE_LIMIT } = rest;
  const until = sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;
  const fullUntil = sql<Date>`${until} + make_interval(secs => ${limit.windowMs / 1000})`;
  const creditSeconds = (limit.windowMs / 1000) * PACE_MARGIN;
  await sql`
    insert into align_rate_budgets (key_hash, request_limit, blocked_until, paced_at, credit_at, pressed_at)
    values (
      ${keyHash}, ${limit.requests}, ${until}, ${until}, ${until} + make_interval(secs => ${creditSeconds}), ${fullUntil}
    )
    on conflict (key_hash) do update set
      blocked_until = greatest(align_rate_budgets.blocked_until, excluded.blocked_until),
      credit_at = greatest(align_rate_budgets.credit_at, excluded.credit_at),
      paced_at = greatest(align_rate_budgets.paced_at, excluded.blocked_until),
      pressed_at = greatest(align_rate_budgets.pressed_at, excluded.pressed_at),
      used_since_rest = align_rate_budgets.request_limit
  `.execute(database);
}
