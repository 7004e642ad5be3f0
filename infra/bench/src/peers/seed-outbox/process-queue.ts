import type { Pool } from 'pg';
import { z } from 'zod';
import { type SeedItem, sendItem } from './send-item.ts';

const Item = z.object({
  id: z.string(),
  entity_type: z.string(),
  local_id: z.string(),
  attempts: z.number(),
  payload: z.record(z.string(), z.unknown()),
});

/** S1's first retry delay, in seconds; a longer run never gets to the second. */
const RETRY_SECONDS = 60;

export interface QueueOptions {
  alignBaseUrl: string;
  /** Items a tick (S1: 10). */
  batch: number;
}

/**
 * One tick of the worker that S1 "Outbox Worker" describes: claims a batch with SKIP LOCKED and sends its items one by one.
 * @returns how many it claimed
 */
export async function processQueue(pool: Pool, { alignBaseUrl, batch }: QueueOptions): Promise<number> {
  await pool.query(`update seed_outbox set status = 'pending'
    where status = 'processing' and last_attempt_at < now() - interval '10 minutes'`);
  const claimed = await pool.query(
    `update seed_outbox set status = 'processing', last_attempt_at = now()
     where id in (
       select id from seed_outbox where status = 'pending' and next_retry_at <= now()
       order by id limit $1 for update skip locked
     ) returning id, entity_type, local_id, attempts, payload`,
    [batch],
  );
  const items = z.array(Item).parse(claimed.rows);
  items.sort((a, b) => Number(a.id) - Number(b.id));
  for (const item of items) await settle(pool, alignBaseUrl, item);
  return items.length;
}

async function settle(pool: Pool, alignBaseUrl: string, item: SeedItem): Promise<void> {
  const sent = await sendItem(pool, alignBaseUrl, item);
  if (sent.kind === 'done')
    await pool.query(`update seed_outbox set status = 'done' where id = $1`, [item.id]);
  else if (sent.kind === 'rate_limited')
    await pool.query(
      `update seed_outbox set status = 'pending', next_retry_at = now() + make_interval(secs => $2) where id = $1`,
      [item.id, sent.retryAfterSeconds],
    );
  else
    await pool.query(
      `update seed_outbox set status = 'pending', attempts = attempts + 1,
         next_retry_at = now() + make_interval(secs => $2) where id = $1`,
      [item.id, RETRY_SECONDS],
    );
}
