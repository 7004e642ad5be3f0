import { type RawBuilder, sql } from 'kysely';

export interface Retention {
  /** What is let go of. */
  name: 'payloads' | 'deliveries' | 'missed' | 'intents' | 'runs' | 'answers' | 'limits';
  days: number;
  /** Lets go of at most so many, the oldest first; each is a row of the answer, or one that was affected. */
  pruneSome: (days: number, limit: number) => RawBuilder<unknown>;
}

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`;

/**
 * How long things are kept: bodies of deliveries, which hold people's names and hours; what is needed to know a delivery
 * again; and finished intents with their attempts; ended runs of
 * reconciliation with what they changed. An intent that failed or waits is kept, and so is one that was done but
 * has a later one of its entity unfinished. Answers under a caller's own key hold for a day.
 */
export const RETENTION: readonly Retention[] = [
  {
    name: 'payloads',
    days: 30,
    pruneSome: (days, limit) => sql`
      select forget_delivery_bodies(make_interval(days => ${days}), ${limit})
    `,
  },
  {
    name: 'deliveries',
    days: 400,
    pruneSome: (days, limit) => sql`
      delete from align_webhook_deliveries
      where id in (
        select id from align_webhook_deliveries where received_at < ${daysAgo(days)} order by received_at limit ${limit}
      )
    `,
  },
  {
    name: 'missed',
    days: 400,
    pruneSome: (days, limit) => sql`
      delete from align_missed_events
      where id in (
        select id from align_missed_events
        where found_at < ${daysAgo(days)} and healed_at is not null order by found_at limit ${limit}
      )
    `,
  },
  {
    name: 'intents',
    days: 90,
    pruneSome: (days, limit) => sql`
      delete from align_sync_outbox
      where id in (
        select id from align_sync_outbox
        where status = 'done' and settled_at < ${daysAgo(days)} order by settled_at limit ${limit}
      )
    `,
  },
  {
    name: 'runs',
    days: 90,
    pruneSome: (days, limit) => sql`
      delete from align_reconciliation_runs
      where id in (
        select id from align_reconciliation_runs
        where state <> 'running' and finished_at < ${daysAgo(days)} order by finished_at limit ${limit}
      )
    `,
  },
  {
    name: 'answers',
    days: 1,
    pruneSome: (days, limit) => sql`
      delete from idempotent_requests
      where (user_id, route, idempotency_key) in (
        select user_id, route, idempotency_key from idempotent_requests
        where created_at < ${daysAgo(days)} order by created_at limit ${limit}
      )
    `,
  },
  {
    name: 'limits',
    days: 1,
    pruneSome: (days, limit) => sql`
      delete from rate_limits
      where subject in (
        select subject from rate_limits where resets_at < ${daysAgo(days)} order by resets_at limit ${limit}
      )
    `,
  },
];
