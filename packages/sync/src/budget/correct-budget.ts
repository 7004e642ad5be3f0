import type { RateLimitReading } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { ALIGN_RATE_LIMIT, PACE_MARGIN, type RateLimit, SPARE_REQUESTS } from './rate-limit.ts';

/** With so few requests left in Align's window each answer puts the next slot off. */
const NEARLY_NONE = 2;

/**
 * Takes what Align says about a key's window into its budget (S1 "Rate Limiting", X-RateLimit-*): somebody else may use the
 * key too, so no more credit is kept than Align has left, and the pace slows down while next to nothing is left. A lower
 * limit is followed; a higher one is not, since more than the documented one is never to be sent.
 */
export async function correctBudget(
  database: Database,
  correction: { keyHash: string; reading: RateLimitReading; limit?: RateLimit },
): Promise<void> {
  const { keyHash, reading, limit = ALIGN_RATE_LIMIT } = correction;
  const requestLimit = Math.max(1, Math.min(reading.limit, limit.requests));
  const paceSeconds = (limit.windowMs / 1000 / requestLimit) * PACE_MARGIN;
  const creditLeft = Math.max(0, reading.remaining - SPARE_REQUESTS);
  const usedCreditSeconds = (requestLimit - 2 * creditLeft) * paceSeconds;
  const putOffSeconds = Math.max(0, NEARLY_NONE - reading.remaining) * paceSeconds;
  await sql`
    update align_rate_budgets set
      request_limit = ${requestLimit},
      credit_at = greatest(credit_at, clock_timestamp() + make_interval(secs => ${usedCreditSeconds})),
      pressed_at = greatest(pressed_at, clock_timestamp()),
      used_since_rest = greatest(used_since_rest, ${requestLimit - SPARE_REQUESTS - creditLeft}),
      paced_at = case when ${putOffSeconds}::float8 > 0
        then greatest(paced_at, clock_timestamp()) + make_interval(secs => ${putOffSeconds}) else paced_at end
    where key_hash = ${keyHash}
  `.execute(database);
}
